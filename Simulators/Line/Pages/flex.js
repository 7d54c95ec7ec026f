// Draws Flex messages close to how LINE draws them (Messaging API, "Flex Message layout"). Styles go through the style object,
// so a page that forbids inline styles can show it.
const textSizes = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, '3xl': 35, '4xl': 48, '5xl': 74 };
const imageSizes = { xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, '3xl': 180, '4xl': 200, '5xl': 220, full: '100%' };
const spaces = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const corners = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const borders = { none: 0, light: 0.5, normal: 1, medium: 2, 'semi-bold': 3, bold: 4 };
const bubbleWidths = { nano: 120, micro: 160, deca: 220, hecto: 241, kilo: 260, mega: 300, giga: 386 };
const justify = { 'flex-start': 'flex-start', center: 'center', 'flex-end': 'flex-end', 'space-between': 'space-between', 'space-around': 'space-around', 'space-evenly': 'space-evenly' };

const length = (value, scale = {}) => {
  if (value === undefined) return undefined;
  const known = scale[value] ?? value;
  return typeof known === 'number' ? `${known}px` : known;
};

function set(element, styles) {
  for (const [name, value] of Object.entries(styles)) if (value !== undefined) element.style[name] = value;
}

function tappable(element, action, act) {
  if (!action) return;
  element.classList.add('tappable');
  if (element.tagName !== 'BUTTON') {
    element.setAttribute('role', 'button');
    element.tabIndex = 0;
    if (action.label) element.setAttribute('aria-label', action.label);
    element.addEventListener('keydown', event => { if (event.key === 'Enter') element.click(); });
  }
  element.addEventListener('click', event => {
    event.stopPropagation();
    act(action);
  });
}

const drawers = {
  text(part, act) {
    const element = document.createElement('div');
    element.className = part.wrap ? 'flex-text wrap' : 'flex-text';
    if (part.contents) element.append(...part.contents.map(span));
    else element.textContent = part.text;
    textStyle(element, part);
    set(element, { textAlign: part.align, lineHeight: part.lineSpacing && `calc(1.4em + ${part.lineSpacing})` });
    if (part.maxLines) set(element, { display: '-webkit-box', webkitBoxOrient: 'vertical', webkitLineClamp: String(part.maxLines), overflow: 'hidden' });
    tappable(element, part.action, act);
    return element;
  },
  image(part, act) {
    const frame = document.createElement('div');
    frame.className = 'flex-image';
    const image = document.createElement('img');
    image.src = part.url;
    image.alt = part.action?.label || '';
    image.loading = 'lazy';
    const [width, height] = (part.aspectRatio || '1:1').split(':');
    set(image, { aspectRatio: `${width} / ${height}`, objectFit: part.aspectMode === 'cover' ? 'cover' : 'contain' });
    set(frame, { width: length(part.size || 'md', imageSizes), backgroundColor: part.backgroundColor });
    if (part.align !== 'start') frame.style.marginInline = part.align === 'end' ? 'auto 0' : 'auto';
    frame.append(image);
    tappable(frame, part.action, act);
    return frame;
  },
  icon(part) {
    const image = document.createElement('img');
    image.src = part.url;
    image.alt = '';
    set(image, { height: length(part.size || 'md', textSizes), flex: '0 0 auto' });
    return image;
  },
  button(part, act) {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = `flex-button ${part.style || 'link'} ${part.height || 'md'}`;
    element.textContent = part.action.label;
    if (part.color) set(element, part.style === 'primary' || part.style === 'secondary' ? { backgroundColor: part.color } : { color: part.color });
    tappable(element, part.action, act);
    return element;
  },
  separator(part) {
    const element = document.createElement('div');
    element.className = 'flex-separator';
    set(element, { backgroundColor: part.color });
    return element;
  },
  filler() {
    const element = document.createElement('div');
    element.style.flex = '1';
    return element;
  },
  video(part) {
    return drawers.image({ ...part, type: 'image', url: part.previewUrl, size: 'full', aspectMode: 'cover' }, () => { });
  },
  box,
};

function textStyle(element, part) {
  set(element, {
    fontSize: length(part.size || (element.tagName === 'SPAN' ? undefined : 'md'), textSizes),
    color: part.color,
    fontWeight: part.weight === 'bold' ? '700' : undefined,
    fontStyle: part.style === 'italic' ? 'italic' : undefined,
    textDecoration: part.decoration && part.decoration !== 'none' ? part.decoration : undefined,
  });
}

function span(part) {
  const element = document.createElement('span');
  element.textContent = part.text;
  textStyle(element, part);
  return element;
}

function box(part, act) {
  const element = document.createElement('div');
  const vertical = part.layout === 'vertical';
  element.className = `flex-box ${part.layout}`;
  set(element, {
    gap: length(part.spacing, spaces),
    padding: length(part.paddingAll, spaces),
    paddingTop: length(part.paddingTop, spaces),
    paddingBottom: length(part.paddingBottom, spaces),
    paddingLeft: length(part.paddingStart, spaces),
    paddingRight: length(part.paddingEnd, spaces),
    width: part.width,
    height: part.height,
    maxWidth: part.maxWidth,
    maxHeight: part.maxHeight,
    backgroundColor: part.backgroundColor,
    borderRadius: length(part.cornerRadius, corners),
    justifyContent: justify[part.justifyContent],
    alignItems: part.alignItems,
  });
  if (part.borderWidth || part.borderColor) set(element, { border: `${length(part.borderWidth || 'normal', borders)} solid ${part.borderColor || '#d4d6da'}` });
  if (part.background?.type === 'linearGradient')
    element.style.backgroundImage = `linear-gradient(${part.background.angle}, ${part.background.startColor}, ${part.background.endColor})`;
  if (part.cornerRadius) element.style.overflow = 'hidden';

  for (const child of part.contents || []) {
    const drawn = drawers[child.type]?.(child, act);
    if (drawn) element.append(place(drawn, child, vertical));
  }
  tappable(element, part.action, act);
  return element;
}

// Children share a row by default and keep their height in a column, as in LINE's layout.
function place(element, part, vertical) {
  const share = part.flex ?? (vertical || part.type === 'icon' || part.type === 'separator' ? 0 : 1);
  if (!part.width && element.style.flex === '') element.style.flex = share > 0 ? `${share} ${share} 0` : '0 0 auto';
  if (part.margin) element.style[vertical ? 'marginTop' : 'marginLeft'] = length(part.margin, spaces);
  if (part.gravity && !vertical) element.style.alignSelf = { top: 'flex-start', center: 'center', bottom: 'flex-end' }[part.gravity];
  if (part.position === 'absolute') {
    set(element, {
      position: 'absolute', top: length(part.offsetTop, spaces), bottom: length(part.offsetBottom, spaces),
      left: length(part.offsetStart, spaces), right: length(part.offsetEnd, spaces),
    });
  }
  return element;
}

function bubble(part, act) {
  const element = document.createElement('div');
  element.className = 'flex-bubble';
  set(element, { width: length(bubbleWidths[part.size || 'mega']), direction: part.direction });
  for (const name of ['header', 'hero', 'body', 'footer']) {
    if (!part[name]) continue;
    const block = document.createElement('div');
    block.className = 'flex-' + name;
    const style = part.styles?.[name];
    set(block, { backgroundColor: style?.backgroundColor });
    if (style?.separator) set(block, { borderTop: `1px solid ${style.separatorColor || '#d4d6da'}` });
    const drawn = drawers[part[name].type](part[name], act);
    if (part[name].paddingAll === undefined && name !== 'hero') block.classList.add('padded');
    block.append(drawn);
    element.append(block);
  }
  tappable(element, part.action, act);
  return element;
}

export function renderFlex(contents, act) {
  if (contents.type !== 'carousel') return bubble(contents, act);
  const element = document.createElement('div');
  element.className = 'carousel';
  element.append(...contents.contents.map(part => bubble(part, act)));
  return element;
}
