#!/bin/sh
# Written by "mailrules hook install"; "mailrules hook uninstall" takes it away again.

# The hook that was here before runs first, as git ran it.
before=$(dirname "$0")/@BEFORE@
if [ -f "$before" ] && [ -x "$before" ]; then
    "$before" "$@" || exit
fi

# The mailrules that wrote this; -P keeps the repository's own files out of what it imports.
python=@PYTHON@
if [ -x "$python" ] && "$python" -P -c 'import mailrules' 2>/dev/null; then
    exec "$python" -P -m mailrules hook run
fi
if command -v mailrules >/dev/null; then
    exec mailrules hook run
fi
echo @MISSING@ >&2
echo "$0" >&2
exit 1
