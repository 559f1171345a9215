// The household's form with SurveyJS, one question a screen, as its guide for React has it.
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { Model } from 'survey-core';
import { Survey } from 'survey-react-ui';
import 'survey-core/survey-core.min.css';
import form from 'virtual:form';

createRoot(document.getElementById('root')).render(createElement(Survey, { model: new Model(form) }));
