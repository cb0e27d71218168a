import { ActionIcon, AppShell, Burger, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { navigate } from '../data/route.ts';
import { useSite } from '../data/site.tsx';
import { Empty } from '../parts/empty.tsx';
import { useKeys } from '../parts/keys.ts';
import { View } from '../parts/view.tsx';
import { Help } from './help.tsx';
import { Live } from './live.tsx';
import { SAMPLE_VIEW, VIEWS } from './views.ts';
import './frame.css';

/** How long `g` waits for the key of a view. */
const GOING_MS = 2000;

/** What stands around every view: the menu, the switch for dark and light, the help. */
export const Frame = ({ reload }: { readonly reload: () => void }): ReactNode => {
  const { index } = useSite();
  const [menu, setMenu] = useState(false);
  const [help, setHelp] = useState(false);
  const [going, setGoing] = useState(false);
  useEffect(() => {
    if (!going) return;
    const timer = setTimeout(() => setGoing(false), GOING_MS);
    return () => clearTimeout(timer);
  }, [going]);
  const viewKeys = VIEWS.map(({ key, path }) => [
    key,
    () => {
      setGoing(false);
      navigate(path);
    },
  ]);
  useKeys({
    '?': () => setHelp(true),
    g: () => setGoing(true),
    ...(going ? Object.fromEntries(viewKeys) : {}),
  });
  return (
    <AppShell
      header={{ height: 48 }}
      navbar={{ width: 172, breakpoint: 'sm', collapsed: { mobile: !menu } }}
      padding={0}
    >
      <button type="button" className="skip" onClick={() => document.getElementById('main')?.focus()}>
        Skip to the content
      </button>
      <AppShell.Header className="head">
        <Burger opened={menu} onClick={() => setMenu(!menu)} hiddenFrom="sm" size="sm" aria-label="menu" />
        <Link href="/" className="brand">
          Bifocal
        </Link>
        <span className="head-title">{index.title}</span>
        <span className="head-end">
          {index.live && <Live reload={reload} />}
          <ActionIcon variant="subtle" color="gray" aria-label="keyboard help" onClick={() => setHelp(true)}>
            ?
          </ActionIcon>
          <Scheme />
        </span>
      </AppShell.Header>
      <AppShell.Navbar className="menu" aria-label="views">
        {VIEWS.map(({ path, title }) => (
          <MenuLink key={path} path={path} title={title} onClick={() => setMenu(false)} />
        ))}
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <Switch>
          {VIEWS.map(({ path, component }) => (
            <Route key={path} path={path} component={component} />
          ))}
          <Route path={SAMPLE_VIEW.path} component={SAMPLE_VIEW.component} />
          <Route>
            <NoView />
          </Route>
        </Switch>
      </AppShell.Main>
      <Help opened={help} onClose={() => setHelp(false)} />
    </AppShell>
  );
};

const MenuLink = ({
  path,
  title,
  onClick,
}: {
  readonly path: string;
  readonly title: string;
  readonly onClick: () => void;
}): ReactNode => {
  const [location] = useLocation();
  const isCurrent = location === path || (path === '/samples' && location.startsWith('/sample/'));
  return (
    <Link href={path} className="menu-link" aria-current={isCurrent ? 'page' : undefined} onClick={onClick}>
      {title}
    </Link>
  );
};

const Scheme = (): ReactNode => {
  const { setColorScheme } = useMantineColorScheme();
  const other = useComputedColorScheme('light') === 'dark' ? 'light' : 'dark';
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={`${other} colours`}
      onClick={() => setColorScheme(other)}
    >
      {other === 'dark' ? '☾' : '☀'}
    </ActionIcon>
  );
};

const NoView = (): ReactNode => (
  <View title="Nothing here" lede="No view of the report has this address." runs={[]}>
    <Empty what="The link may be from another report, or be cut off.">
      <Link href="/">Go to the leaderboard</Link>
    </Empty>
  </View>
);
