const form = document.getElementById('search');
const films = document.getElementById('films');
const status = document.getElementById('status');
const more = document.getElementById('more');
const cast = document.getElementById('cast');
const names = document.getElementById('names');
const FIELDS = ['title', 'cast', 'genre', 'year_from', 'year_to', 'sort'];
const USUAL_SORT = '-year';

// --- the search, its address, and its films ---

/** What the form asks, without what it leaves open: short addresses, and one for each search. */
function asked() {
  const query = new URLSearchParams();
  for (const name of FIELDS) {
    const value = form.elements[name].value.trim();
    if (value && !(name === 'sort' && value === USUAL_SORT)) {
      query.set(name, value);
    }
  }
  return query;
}

function fill(query) {
  for (const name of FIELDS) {
    const value = query.get(name) ?? (name === 'sort' ? USUAL_SORT : '');
    if (name === 'genre') {
      fillGenre(value);
    } else {
      form.elements[name].value = value;
    }
  }
}

/** A link may name a genre in its own writing, or before the genres are there. */
function fillGenre(value) {
  const options = [...form.elements.genre.options];
  const option = options.find(option => option.value.toLowerCase() === value.toLowerCase()) ?? new Option(value);
  if (!options.includes(option)) {
    form.elements.genre.add(option);
  }
  option.selected = true;
}

let searching = new AbortController();

async function show(url, begun) {
  searching.abort();
  searching = new AbortController();
  const signal = searching.signal;
  status.className = '';
  status.textContent = 'Searching …';
  more.disabled = true;
  try {
    const response = await fetch(url, {signal});
    const answer = await response.json();
    if (!response.ok) {
      throw new Error(answer.detail ?? `The service answered ${response.status}.`);
    }
    if (!begun) {
      films.replaceChildren();
    }
    const first = films.children.length;
    films.append(...answer.movies.map(card));
    status.textContent = counted(answer);
    more.hidden = answer.next === null;
    more.dataset.next = answer.next ?? '';
    if (begun) {
      films.children[first]?.querySelector('a')?.focus();
    }
  } catch (failure) {
    if (signal.aborted) {
      return; // a newer search has taken over
    }
    status.className = 'wrong';
    status.textContent = failure instanceof TypeError ? 'The service cannot be reached. Please try again.' : failure.message;
    if (!begun) {
      films.replaceChildren();
      more.hidden = true;
    }
  } finally {
    if (!signal.aborted) {
      more.disabled = false;
    }
  }
}

function counted({total, total_is_exact}) {
  const number = total.toLocaleString('en');
  if (total === 0) {
    return 'No film is like that. Try a part of the title, or fewer fields.';
  }
  return total_is_exact ? `${number} ${total === 1 ? 'film' : 'films'}` : `more than ${number} films`;
}

function search() {
  const query = asked();
  const link = query.size ? `?${query}` : './';
  const api = new URLSearchParams(query);
  if (!api.has('sort')) {
    api.set('sort', USUAL_SORT);
  }
  document.title = query.size ? `Movies: ${[...query.values()].join(', ')}` : 'Movies';
  document.getElementById('link').href = link;
  document.getElementById('json').href = `api/v1/movies?${api}`;
  document.getElementById('links').hidden = false;
  return show(`api/v1/movies?${api}`, false);
}

function card(film) {
  const item = document.getElementById('film').content.cloneNode(true).firstElementChild;
  const find = selector => item.querySelector(selector);
  const heading = find('h2');
  heading.append(film.title, ' ');
  if (film.year !== null) {
    heading.append(Object.assign(document.createElement('span'), {textContent: film.year}));
  }
  links(find('.genres'), film.genres, 'genre');
  links(find('.cast'), film.cast, 'cast');
  find('.extract').textContent = film.extract ?? '';
  if (film.article) {
    const source = find('.source a');
    source.href = film.article;
    source.setAttribute('aria-label', `Wikipedia on ${film.title}`);
    find('.source').append(film.extract ? ', CC BY-SA' : '');
  } else {
    find('.source').remove();
  }
  const poster = find('.poster');
  const image = find('img');
  const initial = () => poster.replaceChildren(film.title.charAt(0));
  if (film.thumbnail) {
    image.addEventListener('error', initial);
    image.hidden = false;
    image.src = film.thumbnail.url;
  } else {
    initial();
  }
  return item;
}

const AT_FIRST = 8;

function links(place, values, field) {
  const shown = (values ?? []).map((value, index) => {
    const link = document.createElement('a');
    link.href = `?${new URLSearchParams({[field]: value})}`;
    link.textContent = value;
    return index ? [', ', link] : [link];
  });
  place.append(...shown.slice(0, AT_FIRST).flat());
  if (shown.length > AT_FIRST) {
    const rest = document.createElement('button');
    rest.type = 'button';
    rest.className = 'rest';
    rest.textContent = `and ${shown.length - AT_FIRST} more`;
    rest.addEventListener('click', () => {
      rest.replaceWith(...shown.slice(AT_FIRST).flat());
      place.children[AT_FIRST].focus();
    });
    place.append(' ', rest);
  }
}

/** Links of this page search without loading it again. */
document.addEventListener('click', event => {
  const link = event.target.closest('a');
  if (link?.pathname === location.pathname && link.origin === location.origin && !link.hash
      && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    go(new URLSearchParams(link.search));
  }
});

function go(query) {
  fill(query);
  history.pushState(null, '', query.size ? `?${query}` : location.pathname);
  search();
  // On a phone the form fills the screen: what was found is scrolled to.
  if (matchMedia('(max-width: 46rem)').matches) {
    document.querySelector('.found').scrollIntoView();
  } else {
    scrollTo(0, 0);
  }
}

form.addEventListener('submit', event => {
  event.preventDefault();
  choose(-1);
  go(asked());
});
form.addEventListener('reset', event => {
  event.preventDefault();
  go(new URLSearchParams());
  form.elements.title.focus();
});
for (const name of ['genre', 'sort']) {
  form.elements[name].addEventListener('change', () => go(asked()));
}
more.addEventListener('click', () => show(more.dataset.next.replace(/^\//, ''), true));
addEventListener('popstate', () => {
  fill(new URLSearchParams(location.search));
  search();
});

// --- completion of names: the pattern of a combobox with a list, as WAI-ARIA describes it ---

let completing = new AbortController();
let timer;

cast.addEventListener('input', () => {
  clearTimeout(timer);
  const prefix = cast.value.trim();
  if (!prefix) {
    offer([]);
    return;
  }
  timer = setTimeout(async () => {
    completing.abort();
    completing = new AbortController();
    try {
      const response = await fetch(`api/v1/names?${new URLSearchParams({prefix})}`, {signal: completing.signal});
      offer(response.ok ? (await response.json()).names : []);
    } catch {
      // without completion the name is typed in full
    }
  }, 120);
});

cast.addEventListener('keydown', event => {
  const chosen = [...names.children].findIndex(name => name.ariaSelected === 'true');
  const last = names.children.length - 1;
  if (event.key === 'ArrowDown' && last >= 0) {
    choose(chosen === last ? 0 : chosen + 1);
  } else if (event.key === 'ArrowUp' && last >= 0) {
    choose(chosen <= 0 ? last : chosen - 1);
  } else if (event.key === 'Enter' && chosen >= 0) {
    take(names.children[chosen]);
  } else if (event.key === 'Escape' && !names.hidden) {
    offer([]);
  } else {
    return;
  }
  event.preventDefault();
});
cast.addEventListener('blur', () => {
  clearTimeout(timer);
  completing.abort();
  offer([]);
});
// Before the field loses the focus, which would close the list.
names.addEventListener('mousedown', event => {
  event.preventDefault();
  take(event.target.closest('li'));
});

function offer(found) {
  names.replaceChildren(...found.map(({name, films: count}, index) => {
    const item = document.createElement('li');
    item.id = `name-${index}`;
    item.role = 'option';
    item.ariaSelected = 'false';
    item.dataset.name = name;
    item.append(name, Object.assign(document.createElement('span'), {textContent: `${count} ${count === 1 ? 'film' : 'films'}`}));
    return item;
  }));
  names.hidden = found.length === 0;
  cast.ariaExpanded = String(!names.hidden);
  cast.removeAttribute('aria-activedescendant');
}

function choose(index) {
  [...names.children].forEach((name, i) => name.ariaSelected = String(i === index));
  if (index >= 0) {
    cast.setAttribute('aria-activedescendant', names.children[index].id);
    names.children[index].scrollIntoView({block: 'nearest'});
  } else {
    cast.removeAttribute('aria-activedescendant');
  }
}

function take(name) {
  if (name) {
    cast.value = name.dataset.name;
    offer([]);
    go(asked());
  }
}

// --- the beginning ---

fill(new URLSearchParams(location.search));
search();
try {
  const response = await fetch('api/v1/genres');
  const {genres} = await response.json();
  const wanted = form.elements.genre.value;
  form.elements.genre.replaceChildren(
      new Option('any', ''),
      ...genres.map(({genre, films: count}) => new Option(`${genre} (${count.toLocaleString('en')})`, genre)));
  fillGenre(wanted);
} catch {
  // without the genres the other fields still search
}
