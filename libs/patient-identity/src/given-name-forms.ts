/** Everyday forms of formal given names, English and French. Forms that stand for several names are left out. */
const EVERYDAY_FORMS: Readonly<Record<string, readonly string[]>> = {
  abigail: ['abby'], andrew: ['andy', 'drew'], anthony: ['tony'], antoinette: ['toni'], barbara: ['barb'], benjamin: ['ben', 'benji'],
  bernadette: ['bernie'], catherine: ['cathy', 'katherine', 'kathryn', 'kathy', 'kate', 'katie', 'kathleen'], charles: ['charlie', 'chuck'], daniel: ['dan', 'danny'], david: ['dave', 'davey'],
  deborah: ['deb', 'debbie', 'debra'], dorothy: ['dot', 'dottie'], edward: ['ed', 'eddie', 'ted'], elizabeth: ['betty', 'beth', 'liz', 'lizzie', 'elisabeth', 'eliza'],
  frederic: ['fred', 'frederick', 'freddy'], gregory: ['greg'], guillaume: ['guy'], henry: ['hank', 'harry', 'henri'], jacqueline: ['jackie'], james: ['jim', 'jimmy', 'jamie'],
  jeffrey: ['jeff', 'geoffrey', 'geoff'], jennifer: ['jen', 'jenny'], john: ['johnny'], jonathan: ['jon'], joseph: ['joe', 'joey'], joshua: ['josh'], kenneth: ['ken', 'kenny'], lawrence: ['larry', 'laurence'],
  margaret: ['maggie', 'meg', 'peggy', 'marge'], matthew: ['matt'], michael: ['mike', 'mikey'], nathaniel: ['nate'], nicholas: ['nick'], pamela: ['pam'], peter: ['pete'],
  philip: ['phil'], raymond: ['ray'], rebecca: ['becky'], richard: ['dick', 'rick', 'ricky'], robert: ['bob', 'bobby', 'rob', 'robbie'],
  ronald: ['ron', 'ronnie'], samantha: ['sammy'], stephen: ['steve', 'steven'], susan: ['sue', 'suzie'], sylvain: ['syl'], thomas: ['tom', 'tommy'], timothy: ['tim'],
  victoria: ['vicky'], vincent: ['vince'], walter: ['walt'], william: ['bill', 'billy', 'will', 'liam'], zachary: ['zach'],
};

const FORMAL_OF = new Map(Object.entries(EVERYDAY_FORMS).flatMap(([formal, forms]) => forms.map((form) => [form, formal] as const)));

/** The formal name behind an everyday form; any other name is its own. Expects a folded word. */
export function formalGivenName(word: string): string {
  return FORMAL_OF.get(word) ?? word;
}
