import { EmptyState, useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { IconMoodSad } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';

/** A page that fails while drawing is removed whole: half a record is worse than none. */
export class WhenBroken extends Component<{ readonly children: ReactNode }, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <BrokenPage /> : this.props.children;
  }
}

function BrokenPage() {
  const { t } = useTranslation('shell');
  return (
    <main id="content" tabIndex={-1}>
      <EmptyState icon={IconMoodSad} title={t('broken.title')} actions={<Button onClick={() => window.location.reload()}>{t('broken.reload')}</Button>}>{t('broken.explain')}</EmptyState>
    </main>
  );
}
