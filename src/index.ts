export {Problem} from './problem.ts'
