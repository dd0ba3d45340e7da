import type { Region } from './places.js';

/** A naming tradition met in Ontario, with how common it is in each region. Names are common ones; the people are invented. */
export interface NameTradition {
  readonly language: 'en' | 'fr';
  readonly weight: Partial<Record<Region, number>>;
  /** How often a person carries two family names joined by a hyphen. */
  readonly doubleName: number;
  readonly family: readonly string[];
  readonly female: readonly string[];
  readonly male: readonly string[];
}

export const NAME_TRADITIONS: readonly NameTradition[] = [
  {
    language: 'en', weight: { south: 9, east: 8, north: 6, northwest: 5 }, doubleName: 0.06,
    family: ['Abbott', 'Armstrong', 'Baxter', 'Campbell', 'Carruthers', 'Chisholm', 'Dunlop', 'Elliott', 'Fairbairn', 'Galbraith', 'Hargreaves', 'Irvine', 'Jamieson', 'Kirkpatrick', 'Lockhart', 'MacDonald', 'McIntyre', 'McPhee', 'Nesbitt', "O'Brien", "O'Leary", 'Pattison', 'Ramsay', 'Sinclair', 'St. Clair', 'Thorne', 'Underhill', 'Vance', 'Whitfield', 'Younge'],
    female: ['Abigail', 'Beverley', 'Catherine', 'Doreen', 'Eileen', 'Fiona', 'Grace', 'Heather', 'Isobel', 'Jean', 'Kathleen', 'Lorna', 'Margaret', 'Norma', 'Phyllis', 'Rosemary', 'Shirley', 'Tessa', 'Mary Ellen', 'Winifred'],
    male: ['Alastair', 'Brian', 'Clifford', 'Douglas', 'Earl', 'Francis', 'Graham', 'Harvey', 'Ian', 'Keith', 'Leonard', 'Malcolm', 'Neil', 'Percy', 'Ronald', 'Stuart', 'Trevor', 'Wayne', 'Jean-Paul', 'William'],
  },
  {
    language: 'fr', weight: { south: 2, east: 7, north: 9, northwest: 2 }, doubleName: 0.22,
    family: ['Beaulieu', 'Bélanger', 'Bergeron', 'Boisvert', 'Chrétien', "D'Amours", 'Desjardins', 'Desrosiers', 'Dubé', 'Fréchette', 'Gauthier', 'Hébert', 'Labrèche', 'Lachance', 'Lafrenière', 'Lapointe', 'Levesque', 'Ménard', 'Ouellette', 'Préfontaine', 'Rhéaume', 'Séguin', 'St-Amour', 'Thériault', 'Vaillancourt', 'Villeneuve', 'de la Chevrotière', 'Le Blanc'],
    female: ['Adèle', 'Agathe', 'Anne-Marie', 'Béatrice', 'Chloé', 'Élise', 'Éloïse', 'Geneviève', 'Hélène', 'Joëlle', 'Marie-Claude', 'Marie-Josée', 'Noémie', 'Océane', 'Renée', 'Solange', 'Thérèse', 'Zoé'],
    male: ['André', 'Benoît', 'Cédric', 'Émile', 'Étienne', 'François', 'Gaétan', 'Gérald', 'Guy', 'Jacques', 'Jean-Baptiste', 'Jean-François', 'Loïc', 'Marc-André', 'Noël', 'Réjean', 'René', 'Stéphane', 'Yvon'],
  },
  {
    language: 'en', weight: { south: 2, east: 2, north: 5, northwest: 8 }, doubleName: 0.04,
    family: ['Akiwenzie', 'Assiginack', 'Beardy', 'Cheechoo', 'Debassige', 'Fiddler', 'Kabestra', 'Kakepetum', 'Loon', 'Manitowabi', 'Mekanak', 'Moonias', 'Nakogee', 'Necan', 'Ogima', 'Pelletier', 'Pitawanakwat', 'Recollet', 'Sakakeep', 'Shawanda', 'Skead', 'Suganaqueb', 'Trudeau', 'Wabano', 'Wemigwans', 'Whiteduck', 'Yellowhead'],
    female: ['Autumn', 'Bernadette', 'Dakota', 'Delia', 'Florence', 'Josephine', 'Kateri', 'Memengwaa', 'Nokomis', 'Rosalie', 'Sage', 'Theresa', 'Waabigwan', 'Wynonah'],
    male: ['Ambrose', 'Darcy', 'Elijah', 'Gabriel', 'Isaiah', 'Josephat', 'Leroy', 'Makwa', 'Moses', 'Niigaan', 'Stanley', 'Waabishki', 'Waylon', 'Xavier'],
  },
  {
    language: 'en', weight: { south: 3, east: 2, north: 1, northwest: 1 }, doubleName: 0.02,
    family: ['Ahluwalia', 'Bains', 'Dhillon', 'Gill', 'Iyer', 'Kaur', 'Patel', 'Sandhu', 'Sivakumar', 'Thiagarajah', 'Venkataraman'],
    female: ['Anjali', 'Gurleen', 'Harpreet', 'Kavitha', 'Lakshmi', 'Meera', 'Sunita'],
    male: ['Arjun', 'Balwinder', 'Gurdeep', 'Karthik', 'Manoj', 'Rajesh', 'Suresh'],
  },
  {
    language: 'en', weight: { south: 3, east: 3, north: 1, northwest: 1 }, doubleName: 0.08,
    family: ['Abdi', 'Chaudhry', 'El-Masri', 'Haidari', 'Mahmood', 'Qureshi', 'Rahman', 'Yusuf'],
    female: ['Amina', 'Ayaan', 'Fatima', 'Layla', 'Nasreen', 'Rukhsana', 'Zainab'],
    male: ['Abdullahi', 'Farhan', 'Hassan', 'Imran', 'Karim', 'Mohammed', 'Omar'],
  },
  {
    language: 'en', weight: { south: 2, east: 1, north: 1, northwest: 1 }, doubleName: 0.02,
    family: ['Chan', 'Cheung', 'Lam', 'Lau', 'Ng', 'Wong', 'Xu', 'Zhang'],
    female: ['Hoi Yan', 'Li Na', 'Mei-Ling', 'Siu Ling', 'Wai Man', 'Xiaoyan'],
    male: ['Chi Keung', 'Hao', 'Jian', 'Siu Wah', 'Wei', 'Xin'],
  },
  {
    language: 'en', weight: { south: 1, east: 1, north: 1 }, doubleName: 0,
    family: ['Huynh', 'Le', 'Nguyen', 'Pham', 'Tran', 'Vu'],
    female: ['Kim Anh', 'Lan', 'Ngoc', 'Thuy', 'Xuan'],
    male: ['Duc', 'Hieu', 'Minh', 'Quang', 'Tuan'],
  },
  {
    language: 'en', weight: { south: 1, east: 1, north: 1, northwest: 1 }, doubleName: 0.1,
    family: ['Bautista', 'Dela Cruz', 'Mendoza', 'Núñez', 'Reyes', 'Santos'],
    female: ['Beatriz', 'Liezel', 'Maricel', 'Rosario', 'Teresita'],
    male: ['Ernesto', 'Joselito', 'Ramón', 'Rodrigo', 'Sofronio'],
  },
  {
    language: 'en', weight: { south: 2, east: 1, north: 2, northwest: 2 }, doubleName: 0.04,
    family: ['Bianchi', 'Di Pietro', 'Mancini', 'Amaral', 'Ferreira', 'Gonçalves', 'Medeiros'],
    female: ['Conceição', 'Delfina', 'Filomena', 'Lúcia', 'Mariana', 'Teresa'],
    male: ['Carmine', 'Duarte', 'Giovanni', 'João', 'Luís', 'Paulo'],
  },
  {
    language: 'en', weight: { south: 2, east: 1, north: 2, northwest: 2 }, doubleName: 0.04,
    family: ['Ćosić', 'Dąbrowski', 'Hryniuk', 'Jovanović', 'Łukasiewicz', 'Petrenko', 'Szczepański', 'Zając'],
    female: ['Agnieszka', 'Ksenija', 'Małgorzata', 'Nadia', 'Oksana', 'Vesna'],
    male: ['Dragan', 'Krzysztof', 'Mykola', 'Paweł', 'Sándor', 'Taras'],
  },
  {
    language: 'en', weight: { south: 1, east: 1, north: 1, northwest: 2 }, doubleName: 0.03,
    family: ['Hämäläinen', 'Korhonen', 'Lehtonen', 'Müller', 'Rautiainen', 'van der Meer', 'Vandenberg'],
    female: ['Aino', 'Greta', 'Liisa', 'Päivi', 'Saskia'],
    male: ['Eero', 'Jürgen', 'Onni', 'Pieter', 'Väinö'],
  },
  {
    language: 'en', weight: { south: 2, east: 1, north: 1, northwest: 1 }, doubleName: 0.05,
    family: ['Adeyemi', 'Boateng', 'Gebremariam', 'Mensah', 'Ndlovu', 'Ojukwu', 'Okonkwo'],
    female: ['Abena', 'Bukola', 'Ifeoma', 'Ngozi', 'Selam'],
    male: ['Chidi', 'Kofi', 'Olumide', 'Tesfaye', 'Yaw'],
  },
];

/** Family names of people who refer, perform, read and prescribe. Their given names are initials, as on most records. */
export const PRACTITIONER_NAMES = [
  'A. Leclair', 'K. Osei', 'M. Castellano', 'R. Thivierge', 'S. Ramanathan', 'J. Whitcombe', 'L. Okafor-Smith', 'P. Desrochers', 'T. Vuong', 'B. Halvorsen',
  'C. Maracle', 'D. Steinberg', 'E. Grzybowski', 'F. Abernathy', 'G. Lamoureux', 'H. Nakamura',
] as const;
