"""The MIME tree in the raw bytes: headers, addresses, charsets, bodies (RFC 5322, RFC 2045)."""
