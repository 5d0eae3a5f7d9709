/** The build takes a table in as its text. */
declare module '*.csv' {
  const text: string
  export default text
}
