/**
 * What the supervisor runs, in the shell that every POSIX system has. It reads what its parent starts and ends, a line each:
 * `run <id> <ticks> [<process group>]`, first before the program is started and again when its group is known, and `end <id>`. When its
 * input ends, the parent has gone, however that went: then it ends what still runs, by SIGTERM and, `ticks` tenths of a second
 * later, by SIGKILL, and removes the parent's folder. Beside the groups these are, where there is /proc, all processes whose environment
 * has the run's mark: a program that left its group, or was being started in the moment in which the parent died.
 * Signals are written as dash, bash and BusyBox all take them: BusyBox's kill knows no --.
 * Arguments: the folder, and how the marks begin.
 */
export const SUPERVISOR_SCRIPT: string = `
trap '' HUP INT QUIT TERM
folder=$1 mark=$2 runs=
while read -r verb id ticks group; do
  rest=
  for run in $runs; do [ "\${run%%:*}" = "$id" ] || rest="$rest $run"; done
  runs=$rest
  [ "$verb" = end ] || runs="$runs $id:$ticks:$group"
done
marked() { grep -lF -e "$mark$id." /proc/[0-9]*/environ 2>/dev/null; }
send() {
  [ -z "$group" ] || kill "-$1" "-$group" 2>/dev/null
  for process in $(marked); do
    process=\${process#/proc/}
    kill "-$1" "\${process%/environ}" 2>/dev/null
  done
}
tick=0
while [ -n "$runs" ]; do
  rest=
  for run in $runs; do
    id=\${run%%:*} group=\${run##*:} ticks=\${run#*:} ticks=\${ticks%:*}
    if [ "$tick" -ge "$ticks" ]; then send KILL; continue; fi
    [ "$tick" -gt 0 ] || send TERM
    if { [ -n "$group" ] && kill -0 "-$group"; } 2>/dev/null || [ -n "$(marked)" ]; then rest="$rest $run"; fi
  done
  runs=$rest
  [ -n "$runs" ] || break
  sleep 0.1 2>/dev/null || { sleep 1; tick=$((tick + 9)); }
  tick=$((tick + 1))
done
rm -rf -- "$folder"
`
