/** The words that the theme itself brings to a page, by language. `{n}` and `{name}` stand for a number and a name. */
import type {Words} from '../../src/site/theme.ts'

const order = [
  ...['skip', 'menu', 'home', 'archive', 'tags', 'categories', 'sources', 'feeds'],
  ...['newer', 'older', 'newest', 'page', 'pages'],
  ...['updated', 'contents', 'readOn', 'readAt', 'alsoIn', 'more', 'untitled', 'empty', 'missing', 'missingText'],
  ...['good', 'new', 'failing', 'gone', 'quarantined', 'off', 'draft'],
  ...['series', 'authors', 'feedNote', 'search', 'searchNeeds'],
  ...['searchNone', 'searchFound', 'searchFailed', 'onThisDay'],
  ...['status', 'lastRead', 'nextVisit', 'visits', 'warnings'],
  ...[
    'future',
    'expired',
    'linkedFrom',
    'related',
    'comments',
    'part',
    'previousPart',
    'nextPart',
    'wordCount',
    'blog',
    'anonymous',
    'transcript',
  ],
] as readonly (keyof Words)[]

// The words of a language in the `order` above, with `|` between them: adding a language is adding a row.
const table: Readonly<Record<string, string>> = {
  en: `Skip to content|Main|Home|Archive|Tags|Categories|Sources|Feeds|Newer|Older|Newest|Page {n}|Pages
    Updated|Contents|Read on|Read on at {name}|Also in|and {n} more from {name}|Untitled|Nothing here yet.|Page not found|There is no page at this address. It may have moved, or never existed.
    Good|New|Failing|Gone|On hold|Off|Draft
    Series|Authors|This is a feed. Copy its address into a feed reader, and new posts come to you.|Search|Searching here needs a script. Without one, a search engine can look through this site.|Nothing found.|{n} found.|The search index could not be loaded. Try again.|On this day
    Status|Last read|Next visit|Last visits|For its owner:
    Appears on {date}|Expired on {date}|Linked from|Related|Comments|Part {n} of {total}|Previous part|Next part|{n} words|Posts|Anonymous|Transcript`,
  de: `Zum Inhalt|Hauptmenü|Start|Archiv|Schlagwörter|Kategorien|Quellen|Feeds|Neuer|Älter|Neueste|Seite {n}|Seiten
    Aktualisiert|Inhalt|Weiterlesen|Weiterlesen bei {name}|Auch bei|und {n} weitere von {name}|Ohne Titel|Hier steht noch nichts.|Seite nicht gefunden|Unter dieser Adresse gibt es keine Seite. Vielleicht ist sie umgezogen, vielleicht gab es sie nie.
    Gut|Neu|Gestört|Eingestellt|Angehalten|Abgeschaltet|Entwurf
    Reihen|Autoren|Das ist ein Feed. Wer seine Adresse in einen Feedreader kopiert, bekommt neue Beiträge von selbst.|Suche|Die Suche hier braucht ein Skript. Ohne Skript kann eine Suchmaschine diese Website durchsuchen.|Nichts gefunden.|{n} gefunden.|Der Suchindex ließ sich nicht laden. Bitte noch einmal versuchen.|An diesem Tag
    Zustand|Zuletzt gelesen|Nächster Besuch|Letzte Besuche|An den Betreiber:
    Erscheint am {date}|Abgelaufen am {date}|Verlinkt von|Verwandtes|Kommentare|Teil {n} von {total}|Voriger Teil|Nächster Teil|{n} Wörter|Beiträge|Anonym|Transkript`,
  fr: `Aller au contenu|Principal|Accueil|Archives|Étiquettes|Catégories|Sources|Flux|Plus récent|Plus ancien|Les plus récents|Page {n}|Pages
    Mis à jour|Sommaire|Lire la suite|Lire la suite sur {name}|Aussi dans|et {n} de plus de {name}|Sans titre|Rien ici pour l’instant.|Page introuvable|Il n’y a pas de page à cette adresse. Elle a peut-être été déplacée, ou n’a jamais existé.
    Bon|Nouveau|En panne|Disparu|En attente|Désactivé|Brouillon
    Séries|Auteurs|Ceci est un flux. Copiez son adresse dans un lecteur de flux, et les nouveaux articles viendront à vous.|Recherche|La recherche demande ici un script. Sans lui, un moteur de recherche peut parcourir ce site.|Rien trouvé.|Résultats : {n}|L’index de recherche n’a pas pu être chargé. Réessayez.|Ce jour-là
    État|Dernière lecture|Prochaine visite|Dernières visites|À l’attention de son auteur :
    Paraîtra le {date}|Expiré le {date}|Cité par|À lire aussi|Commentaires|Partie {n} sur {total}|Partie précédente|Partie suivante|{n} mots|Articles|Anonyme|Transcription`,
  es: `Saltar al contenido|Principal|Inicio|Archivo|Etiquetas|Categorías|Fuentes|Canales|Más reciente|Más antiguo|Lo más reciente|Página {n}|Páginas
    Actualizado|Contenido|Seguir leyendo|Seguir leyendo en {name}|También en|y {n} más de {name}|Sin título|Aquí todavía no hay nada.|Página no encontrada|No hay ninguna página en esta dirección. Quizá se ha movido, o nunca existió.
    Bien|Nueva|Con fallos|Desaparecida|En espera|Desactivada|Borrador
    Series|Autores|Esto es un canal. Copie su dirección en un lector de canales y las nuevas entradas llegarán solas.|Buscar|Buscar aquí necesita un script. Sin él, un buscador puede recorrer este sitio.|No se ha encontrado nada.|Resultados: {n}|No se ha podido cargar el índice de búsqueda. Inténtelo de nuevo.|Tal día como hoy
    Estado|Última lectura|Próxima visita|Últimas visitas|Para su responsable:
    Aparecerá el {date}|Caducó el {date}|Enlazado desde|Relacionado|Comentarios|Parte {n} de {total}|Parte anterior|Parte siguiente|{n} palabras|Entradas|Anónimo|Transcripción`,
  it: `Vai al contenuto|Principale|Inizio|Archivio|Etichette|Categorie|Fonti|Feed|Più recente|Meno recente|I più recenti|Pagina {n}|Pagine
    Aggiornato|Indice|Continua a leggere|Continua a leggere su {name}|Anche in|e altri {n} da {name}|Senza titolo|Qui non c’è ancora niente.|Pagina non trovata|A questo indirizzo non c’è nessuna pagina. Forse è stata spostata, o non è mai esistita.
    Bene|Nuova|In errore|Scomparsa|In attesa|Disattivata|Bozza
    Serie|Autori|Questo è un feed. Copia il suo indirizzo in un lettore di feed e i nuovi articoli arriveranno da soli.|Cerca|Qui la ricerca ha bisogno di uno script. Senza, un motore di ricerca può frugare in questo sito.|Non si è trovato nulla.|Risultati: {n}|Non è stato possibile caricare l’indice della ricerca. Riprova.|In questo giorno
    Stato|Ultima lettura|Prossima visita|Ultime visite|Per chi lo pubblica:
    Uscirà il {date}|Scaduto il {date}|Citato da|Correlati|Commenti|Parte {n} di {total}|Parte precedente|Parte successiva|{n} parole|Articoli|Anonimo|Trascrizione`,
  pt: `Ir para o conteúdo|Principal|Início|Arquivo|Etiquetas|Categorias|Fontes|Feeds|Mais recente|Mais antigo|Mais recentes|Página {n}|Páginas
    Atualizado|Conteúdo|Continuar a ler|Continuar a ler em {name}|Também em|e mais {n} de {name}|Sem título|Ainda não há nada aqui.|Página não encontrada|Não há nenhuma página neste endereço. Talvez tenha mudado, ou nunca tenha existido.
    Bem|Nova|Com falhas|Desaparecida|Em espera|Desativada|Rascunho
    Séries|Autores|Isto é um feed. Copie o endereço para um leitor de feeds e as novas entradas chegam até si.|Pesquisa|Pesquisar aqui precisa de um script. Sem ele, um motor de busca pode percorrer este sítio.|Nada encontrado.|Resultados: {n}|Não foi possível carregar o índice da pesquisa. Tente de novo.|Neste dia
    Estado|Última leitura|Próxima visita|Últimas visitas|Para quem o publica:
    Será publicado em {date}|Expirou em {date}|Ligado a partir de|Relacionados|Comentários|Parte {n} de {total}|Parte anterior|Parte seguinte|{n} palavras|Entradas|Anónimo|Transcrição`,
  nl: `Naar de inhoud|Hoofdmenu|Begin|Archief|Trefwoorden|Categorieën|Bronnen|Feeds|Nieuwer|Ouder|Nieuwste|Pagina {n}|Pagina’s
    Bijgewerkt|Inhoud|Verder lezen|Verder lezen bij {name}|Ook bij|en nog {n} van {name}|Zonder titel|Hier staat nog niets.|Pagina niet gevonden|Op dit adres staat geen pagina. Misschien is ze verhuisd, misschien heeft ze nooit bestaan.
    Goed|Nieuw|Gestoord|Verdwenen|Aangehouden|Uitgeschakeld|Concept
    Reeksen|Auteurs|Dit is een feed. Kopieer het adres naar een feedlezer, dan komen nieuwe berichten vanzelf.|Zoeken|Zoeken heeft hier een script nodig. Zonder script kan een zoekmachine deze site doorzoeken.|Niets gevonden.|{n} gevonden.|De zoekindex kon niet worden geladen. Probeer het opnieuw.|Op deze dag
    Toestand|Laatst gelezen|Volgend bezoek|Laatste bezoeken|Voor de eigenaar:
    Verschijnt op {date}|Verlopen op {date}|Gelinkt vanuit|Verwant|Reacties|Deel {n} van {total}|Vorig deel|Volgend deel|{n} woorden|Berichten|Anoniem|Transcript`,
  ja: `本文へ移動|メインメニュー|ホーム|アーカイブ|タグ|カテゴリー|購読元|フィード|新しい記事|古い記事|最新|{n}ページ|ページ
    更新|目次|続きを読む|続きを{name}で読む|こちらにも掲載|{name}からほか{n}件|無題|まだ何もありません。|ページが見つかりません|このアドレスにはページがありません。移動したか、もともと存在しなかった可能性があります。
    正常|新規|取得失敗|終了|保留中|無効|下書き
    連載|著者|これはフィードです。アドレスをフィードリーダーに登録すると、新しい記事が届きます。|検索|ここでの検索にはスクリプトが必要です。使えないときは、検索エンジンでこのサイトを探せます。|見つかりませんでした。|{n}件見つかりました。|検索用の索引を読み込めませんでした。もう一度お試しください。|この日の記事
    状態|最終取得|次の取得|最近の取得|発行者の方へ
    {date}に公開|{date}に公開終了|リンク元|関連記事|コメント|{total}回中第{n}回|前回|次回|{n}語|記事|匿名|文字起こし`,
  zh: `跳到正文|主菜单|首页|归档|标签|分类|来源|订阅源|较新|较旧|最新|第 {n} 页|分页
    更新于|目录|继续阅读|在 {name} 继续阅读|另见于|以及来自 {name} 的另外 {n} 篇|无标题|这里还没有内容。|找不到页面|此地址没有页面。它可能已被移动，或从未存在。
    正常|新加入|读取失败|已停止|已搁置|已停用|草稿
    系列|作者|这是一个订阅源。把它的地址复制到订阅阅读器中，就能收到新文章。|搜索|这里的搜索需要脚本。没有脚本时，可以用搜索引擎查找本站。|没有找到。|找到 {n} 篇。|无法加载搜索索引。请再试一次。|历史上的今天
    状态|上次读取|下次读取|最近的读取|致发布者：
    将于 {date} 发布|已于 {date} 过期|链接自|相关文章|评论|第 {n} 部分，共 {total} 部分|上一部分|下一部分|{n} 字|文章|匿名|文字稿`,
  ar: `انتقل إلى المحتوى|القائمة الرئيسية|الرئيسية|الأرشيف|الوسوم|التصنيفات|المصادر|الخلاصات|الأحدث|الأقدم|الأحدث|الصفحة {n}|الصفحات
    حُدِّث في|المحتويات|تابع القراءة|تابع القراءة في {name}|أيضًا في|و{n} أخرى من {name}|بلا عنوان|لا شيء هنا بعد.|الصفحة غير موجودة|لا توجد صفحة في هذا العنوان. ربما نُقلت، أو لم تكن موجودة قط.
    سليم|جديد|متعطل|متوقف|معلَّق|غير مفعَّل|مسودة
    السلاسل|الكتّاب|هذه خلاصة. انسخ عنوانها إلى قارئ خلاصات لتصلك المقالات الجديدة.|البحث|البحث هنا يحتاج إلى برنامج نصي. ومن دونه يستطيع محرك بحث أن يبحث في هذا الموقع.|لم يُعثر على شيء.|النتائج: {n}|تعذّر تحميل فهرس البحث. حاول مرة أخرى.|في مثل هذا اليوم
    الحالة|آخر قراءة|الزيارة القادمة|آخر الزيارات|إلى صاحبها:
    يظهر في {date}|انتهى في {date}|مذكور في|ذات صلة|التعليقات|الجزء {n} من {total}|الجزء السابق|الجزء التالي|{n} كلمة|المقالات|مجهول|النص المكتوب`,
}

/** The words in this language: those of `de` for `de-AT`, English where the theme does not speak it. */
export function words(language: string): Words {
  const row = table[language.toLowerCase().split('-')[0]!] ?? table.en!
  const parts = row.split(/[|\n]/).map((word) => word.trim())
  return Object.fromEntries(order.map((name, index) => [name, parts[index]!])) as unknown as Words
}
