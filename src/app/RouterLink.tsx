import { Link } from 'react-router';
import type { LinkComponentProps } from '../ui/index.ts';

/**
 * The router's link for addresses of this app; a plain one for everything else (`tel:`, other sites) and for fragments,
 * which the browser itself must follow so that `:target` moves.
 */
export function RouterLink({ href, children, ...props }: LinkComponentProps) {
  if (href.startsWith('/'))
    return (
      <Link to={href} {...props}>
        {children}
      </Link>
    );
  return (
    <a href={href} {...props}>
      {children}
    </a>
  );
}
