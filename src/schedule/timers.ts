/** Timers of systems that have their own: texts to put where each system looks for them. */
import {lotOf} from '../digest.ts'
import {escapeText, quoteForShell} from '../escape.ts'
import {template} from '../init/files.ts'
import {two} from '../time.ts'

/** What a timer starts. */
export interface TimerWishes {
  /** Absolute path of the project. */
  readonly root: string
  /** Program and words, absolute where they are paths. */
  readonly command: readonly string[]
  readonly title: string
  /** Folder of the built site, as the project names it. */
  readonly out: string
  /** Minutes between two turns: divides an hour, or is a number of hours that divides a day. */
  readonly minutes: number
}

const minutesOfDay = 24 * 60

/** The systems, each with how to write for it. */
export const timers: Readonly<Record<string, (wishes: TimerWishes) => string>> = {systemd, cron, launchd, github}

/** Whether a crontab can say it: every 20 minutes, yes; every 25, no. */
export function isEven(minutes: number): boolean {
  return minutes < 60 ? 60 % minutes === 0 : minutes % 60 === 0 && minutesOfDay % minutes === 0
}

function systemd({root, command, title, minutes}: TimerWishes): string {
  const first = offset(root, minutes)
  const hours = minutes === minutesOfDay ? '4' : `0/${minutes / 60}`
  const when = minutes < 60 ? `*:${two(first)}/${minutes}` : `${hours}:${two(first)}`
  return `# Two files for ~/.config/systemd/user/, then:
#   systemctl --user daemon-reload && systemctl --user enable --now almagest.timer
# \`loginctl enable-linger\` keeps it going while you are logged out; \`journalctl --user -u almagest\` shows what it did.

# almagest.service
[Unit]
Description=Almagest: ${title.replaceAll('%', '%%').replace(/[\r\n]+/g, ' ')}

[Service]
Type=oneshot
WorkingDirectory=${root.replaceAll('%', '%%')}
ExecStart=${command.map(systemdWord).join(' ')}
# Some feeds failed; another run was at work.
SuccessExitStatus=3 4
TimeoutStopSec=90

# almagest.timer
[Unit]
Description=Now and then: Almagest

[Timer]
OnCalendar=${when}
RandomizedDelaySec=60
Persistent=true

[Install]
WantedBy=timers.target
`
}

function cron({root, command, minutes}: TimerWishes): string {
  // In a crontab an unescaped % ends the command.
  const line = `cd ${quoteForShell(root)} && ${command.map(quoteForShell).join(' ')} --silent`.replaceAll('%', '\\%')
  return `# One line for \`crontab -e\`. It says something only when something is wrong.
${pattern(root, minutes)} ${line}
`
}

function launchd({root, command, minutes}: TimerWishes): string {
  const words = command.map((word) => `    <string>${escapeText(word)}</string>`).join('\n')
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- A file for ~/Library/LaunchAgents/org.almagest.schedule.plist, then:
     launchctl bootstrap gui/$UID ~/Library/LaunchAgents/org.almagest.schedule.plist -->
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>org.almagest.schedule</string>
  <key>ProgramArguments</key>
  <array>
${words}
  </array>
  <key>WorkingDirectory</key>
  <string>${escapeText(root)}</string>
  <key>StartInterval</key>
  <integer>${minutes * 60}</integer>
  <key>RunAtLoad</key>
  <true/>
  <key>ProcessType</key>
  <string>Background</string>
  <key>StandardOutPath</key>
  <string>${escapeText(root)}/.almagest/schedule.log</string>
  <key>StandardErrorPath</key>
  <string>${escapeText(root)}/.almagest/schedule.log</string>
</dict>
</plist>
`
}

/** The workflow that new sites begin with, at the minutes and with the folder of this one. */
function github({root, out, minutes}: TimerWishes): string {
  const folder = /^[\w/-][\w./-]*$/.test(out) ? out : JSON.stringify(out)
  const workflow = template('pages.yml')
    .replace(/^( +- cron: ).*$/m, `$1'${pattern(root, minutes)}'`)
    .replace(/^( +path: )dist$/m, (_, path) => path + folder)
  return `# A file for .github/workflows/pages.yml.\n${workflow}`
}

/** Five fields of crontab. */
function pattern(root: string, minutes: number): string {
  const first = offset(root, minutes)
  if (minutes >= 60)
    return `${first} ${minutes === 60 ? '*' : minutes === minutesOfDay ? '4' : `*/${minutes / 60}`} * * *`
  const all = Array.from({length: 60 / minutes}, (_, index) => first + index * minutes)
  return `${all.join(',')} * * * *`
}

/** The minute that a project begins at: its own, so that not all planets of the world ask on the hour. */
function offset(root: string, minutes: number): number {
  return lotOf(root) % Math.min(minutes, 60)
}

function systemdWord(word: string): string {
  const text = word.replace(/[\\"]/g, '\\$&').replaceAll('%', '%%').replaceAll('$', '$$$$')
  return /^[\w@:,./=+-]+$/.test(text) ? text : `"${text}"`
}
