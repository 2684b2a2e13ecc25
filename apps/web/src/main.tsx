import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { appMessages } from './app/messages.js';
import { newRouter } from './app/router.js';
import { sessionQuery } from './app/session.js';
import { rememberedLanguage } from './lib/i18n/language.js';
import { LanguageProvider } from './lib/i18n/language-provider.js';
import { newQueryClient } from './lib/query.js';
import { uiMessages } from './ui/messages.js';
import './ui/global.css';

const language = rememberedLanguage();
const queryClient = newQueryClient(() => queryClient.setQueryData(sessionQuery.queryKey, null));
const router = newRouter(queryClient);

// The frame's wording arrives with the page, so that even a failure can be told without the network.
await Promise.all([appMessages, uiMessages].map((catalogue) => catalogue.load(language)));

const root = document.getElementById('root');
if (root === null) throw new Error('index.html lost its #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <LanguageProvider initial={language}>
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
