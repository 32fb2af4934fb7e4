/** What in a config goes into a stylesheet: refused only where it could not mean anything there. */

/** Every name of a colour in CSS Color 4, with those of the reader's system. */
export const colourNames: readonly string[] =
  `aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
  cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray
  darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
  darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue
  firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
  hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
  lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
  lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid
  mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream
  mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen
  paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue
  saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen
  steelblue tan teal thistle tomato transparent turquoise violet wheat white whitesmoke yellow yellowgreen currentcolor
  accentcolor accentcolortext activetext buttonborder buttonface buttontext canvas canvastext field fieldtext graytext
  highlight highlighttext linktext mark marktext selecteditem selecteditemtext visitedtext`.split(/\s+/)

const names: ReadonlySet<string> = new Set(colourNames)

/** Whether a text may be a colour: a name, `#` with its digits, or any function, whose insides are the browser's business. */
export function mayBeColour(value: string): boolean {
  if (/^[a-z]+$/i.test(value)) return names.has(value.toLowerCase())
  return /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(value) || isFunction(value)
}

/** Whether a text may be a length: a number with a unit, or any function. */
export function mayBeLength(value: string): boolean {
  return /^(?:\d+\.?|\d*\.\d+)(?:[a-z]+|%)$/i.test(value) || isFunction(value)
}

/** Whether a text stays one value in a stylesheet, and ends nothing that was begun before it. */
export function isOneValue(value: string): boolean {
  const bare = value.replace(/"[^"\\\n]*"|'[^'\\\n]*'/g, '')
  if (/[;{}<>"'\\\n]|\/\*/.test(bare)) return false
  let depth = 0
  for (const sign of bare.replace(/[^()]/g, '')) {
    depth += sign === '(' ? 1 : -1
    if (depth < 0) return false
  }
  return depth === 0
}

function isFunction(value: string): boolean {
  return /^[a-z-]+\(.+\)$/i.test(value) && isOneValue(value)
}
