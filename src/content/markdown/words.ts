/** The few words that rendering Markdown adds by itself. */

export interface Words {
  readonly footnotes: string
  /** Begins "Back to reference 1". */
  readonly backTo: string
  readonly done: string
  readonly open: string
}

const languages: Readonly<Record<string, Words>> = {
  en: {footnotes: 'Footnotes', backTo: 'Back to reference', done: 'Done', open: 'To do'},
  de: {footnotes: 'Fußnoten', backTo: 'Zurück zu Verweis', done: 'Erledigt', open: 'Offen'},
  fr: {footnotes: 'Notes', backTo: 'Retour à l’appel', done: 'Fait', open: 'À faire'},
  es: {footnotes: 'Notas', backTo: 'Volver a la referencia', done: 'Hecho', open: 'Pendiente'},
  it: {footnotes: 'Note', backTo: 'Torna al riferimento', done: 'Fatto', open: 'Da fare'},
  pt: {footnotes: 'Notas', backTo: 'Voltar à referência', done: 'Feito', open: 'Por fazer'},
  nl: {footnotes: 'Voetnoten', backTo: 'Terug naar verwijzing', done: 'Klaar', open: 'Te doen'},
  sv: {footnotes: 'Fotnoter', backTo: 'Tillbaka till hänvisning', done: 'Klart', open: 'Att göra'},
  pl: {footnotes: 'Przypisy', backTo: 'Wróć do odnośnika', done: 'Zrobione', open: 'Do zrobienia'},
  ru: {footnotes: 'Примечания', backTo: 'Назад к ссылке', done: 'Готово', open: 'Не сделано'},
  ja: {footnotes: '脚注', backTo: '参照元に戻る', done: '完了', open: '未完了'},
  zh: {footnotes: '脚注', backTo: '返回引用', done: '已完成', open: '待办'},
  ar: {footnotes: 'الحواشي', backTo: 'العودة إلى الإحالة', done: 'تم', open: 'لم يتم'},
}

/** The words in a language (BCP 47 tag), or in English. */
export function wordsFor(language: string): Words {
  const [primary] = language.toLowerCase().split('-')
  return (Object.hasOwn(languages, primary!) ? languages[primary!] : undefined) ?? languages.en!
}
