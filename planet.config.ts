import {defineConfig} from 'almagest'

export default defineConfig({
  site: {
    title: 'Almagest',
    url: 'https://almagest.example.org',
    description: 'A blog and a planet in one',
    author: {name: 'The Almagest authors'},
  },
})
