// All pages work without this script: it offers suggestions while the user types, and updates a search in place.

const ROOT = new URL('./', import.meta.url);
const find = (selector, place = document) => place.querySelector(selector);
const all = (selector, place = document) => [...place.querySelectorAll(selector)];
const made = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// --- posters that fail to load: the text poster behind them shows ---

const gone = image => image.classList.contains('poster') ? image.remove() : image.hidden = true;
document.addEventListener('error', event => event.target.tagName === 'IMG' && gone(event.target), true);
all('img').filter(image => image.complete && image.naturalWidth === 0 && image.loading !== 'lazy').forEach(gone);

// --- requests to the service, which may be busy for a moment ---

const BUSY = new Set([429, 502, 503, 504]);
const TRIES = 4;
const LONGEST_WAIT = 30;

/** The seconds to wait by Retry-After, which may be a date; a guess without it. */
function pause(response, attempt) {
  const header = response?.headers.get('Retry-After');
  const seconds = header && /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Math.min(LONGEST_WAIT, Math.max(1, Math.ceil(seconds >= 0 ? seconds : 2 ** attempt)));
}

function waited(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener('abort', () => { clearTimeout(timer); reject(signal.reason); }, {once: true});
  });
}

/** A page of this service, as opposed to a proxy's response in its place. */
async function page(url, signal, waiting) {
  for (let attempt = 0; ; attempt++) {
    let response = null;
    try {
      response = await fetch(url, {signal, headers: {Accept: 'text/html'}});
    } catch (failure) {
      signal.throwIfAborted();
    }
    if (response && !BUSY.has(response.status)) {
      const found = new DOMParser().parseFromString(await response.text(), 'text/html');
      if (response.ok && find('main', found)) {
        return {found, redirected: response.redirected, url: response.url};
      }
      throw new Error(find('main.error .sentence', found)?.textContent ?? `The service returned the unexpected status ${response.status}.`);
    }
    if (attempt + 1 === TRIES) {
      throw new Error(response ? 'The service is busy.' : 'The service cannot be reached.');
    }
    const seconds = pause(response, attempt);
    waiting(`The service ${response ? 'is busy' : 'cannot be reached'}; trying again in ${seconds} s …`);
    await waited(seconds, signal);
  }
}

// --- suggestions while the user types: WAI-ARIA's combobox with a listbox ---

function combobox(input) {
  const onlyPeople = input.dataset.suggest === 'people';
  const list = made('div', {className: 'offers', id: `${input.id}-offers`, role: 'listbox', ariaLabel: onlyPeople ? 'People' : 'Movies and people', hidden: true});
  Object.assign(input, {role: 'combobox', ariaExpanded: 'false', ariaAutoComplete: 'list', ariaHasPopup: 'listbox'});
  input.setAttribute('aria-controls', list.id);
  input.after(list);
  const options = () => all('[role=option]', list);
  let asking = new AbortController();
  let timer;

  const close = () => {
    clearTimeout(timer);
    asking.abort();
    list.hidden = true;
    input.ariaExpanded = 'false';
    input.removeAttribute('aria-activedescendant');
  };
  const choose = index => {
    options().forEach((option, i) => option.ariaSelected = String(i === index));
    const chosen = options()[index];
    if (chosen) {
      input.setAttribute('aria-activedescendant', chosen.id);
      chosen.scrollIntoView({block: 'nearest'});
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  };
  const take = option => {
    if (onlyPeople) {
      input.value = option.dataset.text;
      close();
      input.form.requestSubmit();
    } else {
      location.assign(option.href);
    }
  };
  const offer = async () => {
    asking.abort();
    asking = new AbortController();
    const text = input.value.trim();
    if (!text) {
      close();
      return;
    }
    try {
      const url = new URL(`suggest?${new URLSearchParams({q: text})}`, ROOT);
      const response = await fetch(url, {signal: asking.signal, headers: {Accept: 'text/html'}});
      if (!response.ok) {
        return;
      }
      const found = new DOMParser().parseFromString(await response.text(), 'text/html').body;
      asking.signal.throwIfAborted();
      // Their addresses are relative to the response's.
      all('[role=option]', found).forEach((option, i) => {
        option.id = `${list.id}-${i}`;
        option.ariaSelected = 'false';
        option.href = new URL(option.getAttribute('href'), url);
      });
      all('img', found).forEach(image => image.loading = 'eager');
      list.replaceChildren(...all(onlyPeople ? '[aria-label=People]' : '[role=group]', found));
      list.dataset.for = text;
      list.hidden = options().length === 0;
      input.ariaExpanded = String(!list.hidden);
      input.removeAttribute('aria-activedescendant');
    } catch {
      // Without suggestions the user types the full text.
    }
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(offer, 100);
  });
  input.addEventListener('keydown', event => {
    const chosen = options().findIndex(option => option.ariaSelected === 'true');
    const last = options().length - 1;
    if (event.key === 'ArrowDown' && !list.hidden) {
      choose(chosen === last ? 0 : chosen + 1);
    } else if (event.key === 'ArrowUp' && !list.hidden) {
      choose(chosen <= 0 ? last : chosen - 1);
    } else if (event.key === 'Enter' && !list.hidden && chosen >= 0) {
      take(options()[chosen]);
    } else if (event.key === 'Escape' && !list.hidden) {
      close();
    } else {
      return;
    }
    event.preventDefault();
  });
  input.addEventListener('blur', close);
  input.form.addEventListener('submit', close);
  // Before the field loses the focus, which closes the list.
  list.addEventListener('mousedown', event => event.preventDefault());
  list.addEventListener('click', event => {
    const option = event.target.closest('[role=option]');
    if (option && (onlyPeople || !(event.ctrlKey || event.metaKey || event.shiftKey))) {
      event.preventDefault();
      take(option);
    }
  });
}

// --- a search, updated in place ---

function search() {
  let working = new AbortController();
  let shownUrl = location.href;
  const status = () => find('#status');
  const tell = sentence => status().textContent = sentence;

  /** Finds the element that had the focus before its part of the page was replaced. */
  function sameAs(element) {
    if (element.id) {
      return document.getElementById(element.id);
    }
    return element.name ? all(`[name="${element.name}"]`).find(other => other.value === element.value) : null;
  }

  function replaceParts(found) {
    const active = document.activeElement;
    const open = all('details[open]').map(details => details.id);
    document.title = found.title;
    for (const part of all('[data-part]')) {
      part.replaceChildren(...find(`#${part.id}`, found).childNodes);
    }
    const box = find('#q');
    if (box !== active) {
      box.value = find('#q', found).value;
    }
    open.forEach(id => document.getElementById(id)?.setAttribute('open', ''));
    enhance();
    if (!active.isConnected) {
      (sameAs(active) ?? find('#found')).focus({preventScroll: true});
    }
  }

  function trouble(failure, again) {
    tell(failure.message);
    find('.trouble')?.remove();
    const button = made('button', {type: 'button', textContent: 'Try again'});
    button.addEventListener('click', () => { button.parentElement.remove(); again(); });
    find('#found').prepend(made('div', {className: 'trouble'}, made('span', {textContent: failure.message}), button));
  }

  async function show(url) {
    working.abort();
    working = new AbortController();
    const {signal} = working;
    shownUrl = url;
    find('#found').ariaBusy = 'true';
    try {
      const answer = await page(url, signal, tell);
      signal.throwIfAborted();
      replaceParts(answer.found);
    } catch (failure) {
      if (!signal.aborted) {
        trouble(failure, () => show(url));
      }
    } finally {
      if (!signal.aborted) {
        find('#found').removeAttribute('aria-busy');
      }
    }
  }

  async function go(url) {
    history.replaceState({...history.state, top: scrollY}, '');
    history.pushState({}, '', url);
    await show(location.href);
    if (find('#head').getBoundingClientRect().bottom < 0) {
      find('#head').scrollIntoView();
    }
  }

  // A fragment also changes the address, but not the search.
  addEventListener('popstate', async () => {
    if (location.href.split('#')[0] !== shownUrl.split('#')[0]) {
      await show(location.href);
      scrollTo(0, history.state?.top ?? 0);
    }
  });

  // --- more movies when the end is near ---

  let adding = false;

  async function add() {
    const link = find('#more');
    if (adding || !link) {
      return;
    }
    adding = true;
    const films = find('#films');
    const {signal} = working;
    const skeletons = Array.from({length: 6}, () => made('li', {className: 'card skeleton', ariaHidden: 'true'}, made('span', {className: 'frame'}), made('h3')));
    films.append(...skeletons);
    const before = status().textContent;
    try {
      const {found, redirected} = await page(link.dataset.next, signal, tell);
      signal.throwIfAborted();
      if (redirected) {
        location.reload(); // the movies have changed meanwhile
        return;
      }
      tell(before);
      skeletons.forEach(skeleton => skeleton.remove());
      films.append(...find('#films', found).children);
      lengthen(link, find('#more', found));
    } catch (failure) {
      skeletons.forEach(skeleton => skeleton.remove());
      if (!signal.aborted) {
        tell(before);
        const button = made('button', {type: 'button', textContent: 'Try again'});
        button.addEventListener('click', () => { button.parentElement.remove(); add(); });
        link.parentElement.after(made('div', {className: 'trouble'}, made('span', {textContent: failure.message}), button));
      }
    } finally {
      adding = false;
    }
  }

  /** The address holds the number of movies shown, so that a reload or going back shows as many. */
  function lengthen(link, next) {
    const address = new URL(location.href);
    const shown = find('#films').children.length;
    address.searchParams.set('shown', shown);
    history.replaceState(history.state, '', address);
    shownUrl = location.href;
    if (!next) {
      link.parentElement.remove();
      return;
    }
    link.dataset.next = next.dataset.next;
    const step = next.closest('#found').querySelectorAll('#films > li').length;
    if (shown >= Number(link.dataset.most)) {
      link.href = next.dataset.next;
      link.dataset.last = '';
    } else {
      address.searchParams.set('shown', shown + step);
      link.href = address;
    }
  }

  const end = new IntersectionObserver(entries => {
    if (entries.some(entry => entry.isIntersecting)) {
      add();
    }
  }, {rootMargin: '0px 0px 800px'});

  // --- the filters ---

  function asked(form) {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (value.trim()) {
        query.append(name, value.trim());
      }
    }
    return query.size ? `${form.action}?${query}` : form.action;
  }

  function slider(place) {
    const [first, last] = [Number(place.dataset.first), Number(place.dataset.last)];
    const ends = ['from', 'to'].map(end => {
      const field = find(`#year_${end}`);
      const range = made('input', {type: 'range', id: `slide_${end}`, min: first, max: last, ariaLabel: `${end === 'from' ? 'From' : 'To'} year, as a slider`});
      range.value = field.value || (end === 'from' ? first : last);
      range.addEventListener('input', () => {
        const [from, to] = ends.map(each => Number(each.value));
        if (from > to) {
          range.value = end === 'from' ? to : from;
        }
        const outermost = Number(range.value) === (end === 'from' ? first : last);
        field.value = outermost ? '' : range.value;
      });
      return range;
    });
    place.replaceChildren(...ends);
  }

  function enhance() {
    const form = find('#filter-form');
    all('.slider', form).forEach(slider);
    all('[data-suggest]', form).forEach(combobox);
    end.disconnect();
    const more = find('#more');
    if (more && !('last' in more.dataset)) {
      end.observe(more);
    }
    const copy = made('button', {type: 'button', className: 'quiet', id: 'copy', textContent: 'Copy the link to this search'});
    copy.addEventListener('click', async () => {
      copy.textContent = await copied(location.href) ? 'Link copied' : 'The link could not be copied';
    });
    find('.links').prepend(copy);
  }

  document.addEventListener('change', event => {
    const form = event.target.form;
    if (form?.id === 'filter-form' && event.target.id !== 'person') {
      go(asked(form));
    }
  });
  document.addEventListener('submit', event => {
    if (event.target.id === 'filter-form') {
      event.preventDefault();
      const sheet = find('#filters');
      if (sheet.matches(':popover-open') && document.activeElement.closest('.apply')) {
        sheet.hidePopover();
      }
      if (asked(event.target) !== shownUrl) {
        go(asked(event.target));
      }
    }
  });
  document.addEventListener('click', event => {
    const link = event.target.closest('a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !link.closest('.tabs, .chips, .bars, .mean, .notice, .nothing, #more')) {
      return;
    }
    if (link.id === 'more' && !('last' in link.dataset)) {
      event.preventDefault();
      add();
    } else if (link.pathname === location.pathname && link.id !== 'more') {
      event.preventDefault();
      go(link.href);
    }
  });
  // The button that opened the sheet may have been replaced meanwhile, so the browser does not find it again.
  find('#filters').addEventListener('toggle', event => {
    const active = document.activeElement;
    if (event.newState === 'closed' && (active === document.body || event.target.contains(active))) {
      find('#opener').focus();
    }
  });
  enhance();
}

/** Falls back to a selection, since browsers give the clipboard only to pages by https. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = made('textarea', {value: text, className: 'unseen'});
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}

all('.box [data-suggest]').forEach(combobox);
if (find('main.search')) {
  search();
}
