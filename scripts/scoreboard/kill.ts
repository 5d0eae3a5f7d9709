// Kills: trainings that are ended by SIGKILL at random moments go on to the bits of those that nobody touched; each file can be read.
import { killAndResume } from '../kill-and-resume.ts'
import { type Row, same } from './row.ts'

const KILLS = 100
const SEED = 1

export const killing: Row = {
  name: 'kills',
  title: {
    en: '100 times kill -9 at a random moment, then resumed',
    es: '100 veces kill -9 en un momento al azar, y reanudar',
  },
  bar: {
    en: 'every resume ends with the same bits, no file that cannot be read',
    es: 'toda reanudación termina con los mismos bits, ningún archivo ilegible',
  },
  others: same('—'),
  async measure(effort, note) {
    const least = effort === 'whole' ? KILLS : 1
    const report = await killAndResume(least, SEED, effort === 'whole' ? { note } : { epochs: 15 })
    const { kills, finished, faults } = report
    const good = faults.length === 0
    return {
      shown: {
        en: `${kills} kills, ${finished} trainings, ${good ? 'the same bits' : `${faults.length} faults`}`,
        es: `${kills} veces, ${finished} entrenamientos, ${good ? 'los mismos bits' : `${faults.length} fallas`}`,
      },
      met: good && kills >= least && finished > 0,
      figures: report,
    }
  },
}
