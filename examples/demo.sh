#!/bin/sh
# What `make demo` shows: mailrules at work on the letters of this folder.
# Usage: sh examples/demo.sh [MAILRULES]   (the command to run; default: mailrules)
set -eu
mailrules=${1:-mailrules}
cd "$(dirname "$0")/.."

show() {
  printf '\n\033[1m$ mailrules %s\033[0m\n\n' "$*"
  "$mailrules" "$@"
}

show check examples/clean.eml
show check --exit-zero examples/draft.eml
show fix --diff --exit-zero examples/draft.eml
show check --exit-zero --parent examples/thread/parent.eml examples/thread/reply-that-drops.eml
show check --exit-zero --deal examples/deal.yaml --select BAT examples/outbox
printf '\n\033[1m$ mailrules merge examples/outbox/*.eml | mailrules inspect -\033[0m\n\n'
"$mailrules" merge examples/outbox/*.eml | "$mailrules" inspect -
show compose presale --from anna@nirro.example --deal examples/deal.yaml \
  --reply-to examples/thread/parent.eml --preview \
  --set 'task=рассказать автосервисам о масле и договориться о пробной поставке' \
  --set 'steps=Пишем скрипт разговора и согласуем его с вами; Звоним и присылаем отчёты с записями'
show templates check
show check --exit-zero examples/house/draft.eml
show rules test --config examples/house/rules.yaml
show check --exit-zero --statistics --format concise --select SUB,TXT,SIG,THR,CCP,MSG examples/broken examples/thread
