/** Invented names and goods; any likeness is by chance. */
export const firstNames = [
	'Anne', 'Bo', 'Camilla', 'Dorte', 'Emil', 'Freja', 'Gorm', 'Helle', 'Ib', 'Jonas', 'Karen', 'Lars', 'Mette', 'Niels',
	'Olivia', 'Poul', 'Rikke', 'Søren', 'Tine', 'Ulla', 'Viggo', 'Yrsa', 'Åse', 'Magnus', 'Signe', 'Troels',
];

export const lastNames = [
	'Andersen', 'Bach', 'Christensen', 'Dahl', 'Eriksen', 'Frandsen', 'Gade', 'Holm', 'Iversen', 'Juhl', 'Krogh', 'Lund',
	'Mikkelsen', 'Nørgaard', 'Olesen', 'Poulsen', 'Ravn', 'Skov', 'Thomsen', 'Vinther', 'Winther', 'Østergaard', 'Ågård',
];

export const companyWords = ['Byg', 'Handel', 'Kontor', 'Marine', 'Nordisk', 'Service', 'Teknik', 'Trading', 'Værksted', 'Catering'];

export const streets = ['Algade', 'Bredgade', 'Engvej', 'Havnegade', 'Kirkestræde', 'Møllevej', 'Nørregade', 'Skovvej', 'Torvet', 'Østergade'];

export const towns: Array<[zipCode: string, city: string]> = [
	['1000', 'København K'], ['2100', 'København Ø'], ['4000', 'Roskilde'], ['5000', 'Odense C'], ['6000', 'Kolding'],
	['7100', 'Vejle'], ['8000', 'Aarhus C'], ['8600', 'Silkeborg'], ['9000', 'Aalborg'], ['9990', 'Skagen'],
];

/** Goods with their price including VAT, in kroner. */
export const goods: Array<[name: string, priceInclVat: number]> = [
	['Ringeklokke, messing', 149], ['Cykelkurv, flet', 399], ['Forlygte, genopladelig', 279.5], ['Baglygte', 129.95],
	['Sadel, læder', 899], ['Håndtag, kork', 189], ['Cykellås, foldbar', 549], ['Slange 28"', 59.95], ['Dæk 28" refleks', 249],
	['Lappegrej', 39], ['Pumpe med måler', 329], ['Regnslag', 449.5], ['Børnehjelm', 349], ['Hjelm, voksen', 599], ['Drikkedunk', 89.9],
];
