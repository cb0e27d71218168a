/**
 * One name for a repository however it is written: with or without scheme, user, `www.`, `.git` and a last slash.
 * `git@GitHub.com:Owner/Name.git` is `https://github.com/Owner/Name`. What is no address stays as it is.
 */
export const repositoryOf = (address: string): string => {
  const [, host, path] =
    /^(?:[a-z+]+:\/\/)?(?:[^/@]+@)?(?:www\.)?([\w-]+(?:\.[\w-]+)+(?::\d+)?)[/:]+(.+?)(?:\.git)?\/*$/i.exec(
      address.trim(),
    ) ?? [];
  return host === undefined || path === undefined ? address.trim() : `https://${host.toLowerCase()}/${path}`;
};
