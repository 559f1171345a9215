import { expect, it } from 'vitest';
import { inviteFirstAdmin } from '../../../src/server/accounts/first-admin.ts';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { ServerWorld } from '../http/server-world.ts';

describeAboveStorage('the first administrator', (engine) => {
  it('is invited at each start until there is one, and then every such link is dead', async () => {
    const world = await ServerWorld.open(engine);
    const links = [await inviteFirstAdmin(world.deps), await inviteFirstAdmin(world.deps)].map((token) => token ?? '');
    const admin = await world.newPhone().join(links[1] ?? '');
    expect((await admin.send('GET', 'me')).json()).toMatchObject({ grants: [{ role: 'admin' }], name: 'Mẫu Thị Na' });
    expect(await inviteFirstAdmin(world.deps)).toBeUndefined();
    const late = await world.post('/api/join', world.newPhone().joinBody(links[0] ?? ''));
    expect(late.json()).toEqual({ error: 'invitationUsed' });
  });
});
