#!/bin/sh
# Mend what a kill -9 may leave of Tempo's write-ahead log; run it before each start of Tempo:
#   sh mend-wal.sh DATA                  then start Tempo
#   sh mend-wal.sh DATA /tempo -config…  or let it start Tempo (the entry point of a container)
# Tempo rewrites meta.json of its newest block once a second, in place. Killed in between it leaves an empty file, and the
# next start throws the whole block away though its data are whole. What the file must say is known: names from the folder,
# times from the files (Tempo takes spans of two minutes before and after as they are). It counts the rest itself.
set -eu
PATH=$PATH:/busybox # where Tempo's container has its tools
data=$1
shift

stamp() { date -u -d "@$1" +%Y-%m-%dT%H:%M:%SZ; }

for block in "$data"/wal/*+*+*; do
  meta=$block/meta.json
  # One that is missing belongs to a block that was not begun, or is being removed since it is stored elsewhere.
  if [ ! -f "$meta" ] || [ -s "$meta" ]; then continue; fi
  name=${block##*/}
  tenant=${name#*+}
  version=${tenant#*+}
  oldest=$(ls -tr "$block" | head -n 1)
  start=$(stamp $(($(date -r "$block/$oldest" +%s) - 120)))
  end=$(stamp $(($(date -r "$meta" +%s) + 120)))
  printf '{"format":"%s","blockID":"%s","tenantID":"%s","startTime":"%s","endTime":"%s","encoding":"none"}' \
    "${version%%+*}" "${name%%+*}" "${tenant%%+*}" "$start" "$end" >"$data/wal/meta.mended"
  mv "$data/wal/meta.mended" "$meta"
  echo "mended $meta"
done
if [ $# -gt 0 ]; then exec "$@"; fi
