/** Every command, in the order help shows them. */
import {buildCommand} from './build.ts'
import {cleanCommand} from './clean.ts'
import type {Command} from './command.ts'
import {devCommand} from './dev.ts'
import {newCommand} from './new.ts'
import {refreshCommand} from './refresh.ts'

export const commands: readonly Command[] = [buildCommand, refreshCommand, devCommand, newCommand, cleanCommand]
