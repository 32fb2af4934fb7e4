/** The few words that rendering Markdown adds by itself. */

/** In the language of the post or page. */
export interface Words {
  readonly footnotes: string
  /** Begins "Back to reference 1". */
  readonly backTo: string
  readonly done: string
  readonly open: string
  /** Titles of alerts. */
  readonly alerts: Readonly<Record<'note' | 'tip' | 'important' | 'warning' | 'caution', string>>
}

const languages: Readonly<Record<string, Words>> = {
  en: {
    footnotes: 'Footnotes',
    backTo: 'Back to reference',
    done: 'Done',
    open: 'To do',
    alerts: {note: 'Note', tip: 'Tip', important: 'Important', warning: 'Warning', caution: 'Caution'},
  },
  de: {
    footnotes: 'Fußnoten',
    backTo: 'Zurück zu Verweis',
    done: 'Erledigt',
    open: 'Offen',
    alerts: {note: 'Hinweis', tip: 'Tipp', important: 'Wichtig', warning: 'Warnung', caution: 'Vorsicht'},
  },
  fr: {
    footnotes: 'Notes',
    backTo: 'Retour à l’appel',
    done: 'Fait',
    open: 'À faire',
    alerts: {note: 'Remarque', tip: 'Astuce', important: 'Important', warning: 'Avertissement', caution: 'Attention'},
  },
  es: {
    footnotes: 'Notas',
    backTo: 'Volver a la referencia',
    done: 'Hecho',
    open: 'Pendiente',
    alerts: {note: 'Nota', tip: 'Consejo', important: 'Importante', warning: 'Advertencia', caution: 'Precaución'},
  },
  it: {
    footnotes: 'Note',
    backTo: 'Torna al riferimento',
    done: 'Fatto',
    open: 'Da fare',
    alerts: {note: 'Nota', tip: 'Suggerimento', important: 'Importante', warning: 'Avviso', caution: 'Attenzione'},
  },
  pt: {
    footnotes: 'Notas',
    backTo: 'Voltar à referência',
    done: 'Feito',
    open: 'Por fazer',
    alerts: {note: 'Nota', tip: 'Dica', important: 'Importante', warning: 'Aviso', caution: 'Cuidado'},
  },
  nl: {
    footnotes: 'Voetnoten',
    backTo: 'Terug naar verwijzing',
    done: 'Klaar',
    open: 'Te doen',
    alerts: {note: 'Opmerking', tip: 'Tip', important: 'Belangrijk', warning: 'Waarschuwing', caution: 'Let op'},
  },
  sv: {
    footnotes: 'Fotnoter',
    backTo: 'Tillbaka till hänvisning',
    done: 'Klart',
    open: 'Att göra',
    alerts: {note: 'Observera', tip: 'Tips', important: 'Viktigt', warning: 'Varning', caution: 'Försiktigt'},
  },
  pl: {
    footnotes: 'Przypisy',
    backTo: 'Wróć do odnośnika',
    done: 'Zrobione',
    open: 'Do zrobienia',
    alerts: {note: 'Uwaga', tip: 'Wskazówka', important: 'Ważne', warning: 'Ostrzeżenie', caution: 'Ostrożnie'},
  },
  ru: {
    footnotes: 'Примечания',
    backTo: 'Назад к ссылке',
    done: 'Готово',
    open: 'Не сделано',
    alerts: {note: 'Примечание', tip: 'Совет', important: 'Важно', warning: 'Предупреждение', caution: 'Осторожно'},
  },
  ja: {
    footnotes: '脚注',
    backTo: '参照元に戻る',
    done: '完了',
    open: '未完了',
    alerts: {note: 'メモ', tip: 'ヒント', important: '重要', warning: '警告', caution: '注意'},
  },
  zh: {
    footnotes: '脚注',
    backTo: '返回引用',
    done: '已完成',
    open: '待办',
    alerts: {note: '注意', tip: '提示', important: '重要', warning: '警告', caution: '小心'},
  },
  ar: {
    footnotes: 'الحواشي',
    backTo: 'العودة إلى الإحالة',
    done: 'تم',
    open: 'لم يتم',
    alerts: {note: 'ملاحظة', tip: 'نصيحة', important: 'مهم', warning: 'تحذير', caution: 'احتراس'},
  },
}

/** The words in a language (BCP 47 tag), or in English. */
export function wordsFor(language: string): Words {
  const [primary] = language.toLowerCase().split('-')
  return (Object.hasOwn(languages, primary!) ? languages[primary!] : undefined) ?? languages.en!
}
