// What a machine can hold against the code of the front end, beside vue-tsc.
import vue from 'eslint-plugin-vue'
import typescript from 'typescript-eslint'

export default typescript.config(
  { ignores: ['dist', 'src/api/schema.d.ts', 'src/components.d.ts'] },
  typescript.configs.recommended,
  vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: typescript.parser } },
  },
  { files: ['src/**'], rules: { 'no-console': 'error' } },
  {
    rules: {
      eqeqeq: 'error',
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Ids come from newIntention().' },
        { property: 'toLocaleString', message: 'Times are shown by ui/time.ts: the bureau\'s clock, whatever the computer\'s zone.' },
      ],
      // How a template is laid out is the reader's business, not a rule's.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/attributes-order': 'off',
      'vue/require-default-prop': 'off',
    },
  },
)
