// The household's form with ODK Web Forms, as its README has it.
import { createApp, h } from 'vue';
import { OdkWebForm, webFormsPlugin } from '@getodk/web-forms';
import form from 'virtual:form';

const noAttachments = () => Promise.resolve(new Response('', { status: 404 }));
const app = createApp({ render: () => h(OdkWebForm, { formXml: form, fetchFormAttachment: noAttachments }) });
app.use(webFormsPlugin);
app.mount('#root');
