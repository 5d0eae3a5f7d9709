// Las palabras de la ayuda, en español.
import type { HelpWords } from './words.ts'

export const es: HelpWords = {
  title: 'Ayuda',
  close: 'Cerrar la ayuda',
  view: 'Qué muestra la ayuda',
  views: { terms: 'términos', keys: 'teclas' },
  find: 'Buscar un término',
  found: (count) =>
    count === 0 ? 'Ningún término lo contiene.' : count === 1 ? '1 término' : `${count} términos`,
  groups: {
    network: 'La red',
    forward: 'Hacia adelante',
    error: 'El error',
    backward: 'Hacia atrás',
    update: 'Actualizar',
    options: 'Opciones de un entrenamiento',
    page: 'En esta página',
    drawing: 'En el dibujo',
    training: 'Entrenar',
    surface: '¿Hacia dónde decrece?',
    check: 'Comprobar',
  },
  keyGroups: {
    page: 'En todas partes',
    drawing: 'En el dibujo de la red',
    editor: 'Mientras se edita un número',
    table: 'En tablas y mapas',
  },
  keys: {
    page: [
      ['F1, ?', 'abre y cierra esta ayuda'],
      ['Esc', 'cierra esta ayuda, un menú, una edición'],
      ['Tab', 'lleva al control siguiente'],
    ],
    steps: [
      ['→ ←', 'paso siguiente, paso anterior'],
      ['Inicio, Fin', 'primer paso, último paso'],
      ['Re Pág, Av Pág', 'en la línea de tiempo: fase anterior, fase siguiente'],
      ['Espacio', 'reproduce y detiene'],
    ],
    network: [
      ['→ ← ↑ ↓', 'a la celda siguiente; Inicio, Fin, Re Pág y Av Pág, más lejos'],
      ['Intro, F2, una cifra', 'edita la celda'],
      ['Ctrl+V', 'pega desde aquí celdas de una planilla; Intro las guarda, Esc no'],
    ],
    train: [
      ['Espacio', 'corre y hace pausa'],
      ['→', 'un lote'],
      ['Inicio', 'vuelve a los pesos iniciales'],
    ],
    surface: [
      ['→, Intro', 'da el paso siguiente'],
      ['←', 'el paso anterior'],
      ['Inicio, Fin', 'primer paso, último paso'],
      ['Espacio', 'reproduce y detiene'],
      ['→ ← ↑ ↓', 'sobre la superficie: mueven el punto; en la vista 3-D la giran'],
    ],
    drawing: [
      ['→ ← ↑ ↓', 'a la parte más cercana en esa dirección'],
      ['Inicio, Fin', 'a los extremos de la capa'],
      ['Intro', 'abre el paso que cuenta la parte'],
      ['F2, una cifra', 'edita su número'],
      ['Esc', 'vuelve a Siguiente'],
    ],
    editor: [
      ['Intro', 'guarda el número'],
      ['Esc', 'lo deja como estaba'],
      ['↑ ↓', 'mueve la última cifra; con Mayús, la anterior'],
    ],
    table: [['→ ← ↑ ↓', 'a la celda siguiente, e Intro la elige']],
  },
  questionMark: 'La tecla ? abre esta ayuda',
}
