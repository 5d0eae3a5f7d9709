// Style sheets are imported for the page's own style.
declare module '*.css'
