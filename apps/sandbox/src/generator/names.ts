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
    family: ['Ahluwalia', 'Bains', 'Chaudhry', 'Dhillon', 'Fernando', 'Ganeshan', 'Iyer', 'Jayasuriya', 'Kaur', 'Mahmood', 'Nadarajah', 'Patel', 'Qureshi', 'Rahman', 'Sivakumar', 'Thiagarajah', 'Venkataraman'],
    female: ['Anjali', 'Fatima', 'Gurleen', 'Harpreet', 'Kavitha', 'Lakshmi', 'Meera', 'Nasreen', 'Rukhsana', 'Sunita', 'Zainab'],
    male: ['Arjun', 'Balwinder', 'Farhan', 'Gurdeep', 'Imran', 'Karthik', 'Manoj', 'Mohammed', 'Rajesh', 'Suresh', 'Yusuf'],
  },
  {
    language: 'en', weight: { south: 3, east: 2, north: 1, northwest: 1 }, doubleName: 0.03,
    family: ['Chan', 'Cheung', 'Dela Cruz', 'Huynh', 'Ito', 'Kim', 'Lam', 'Lau', 'Le', 'Nguyen', 'Park', 'Reyes', 'Santos', 'Tran', 'Wong', 'Xu', 'Zhang'],
    female: ['Grace', 'Hye-jin', 'Kim Anh', 'Lan', 'Li Na', 'Maricel', 'Mei-Ling', 'Ngoc', 'Rosario', 'Siu Ling', 'Yuki'],
    male: ['Daniel', 'Ernesto', 'Hao', 'Jae-won', 'Kenji', 'Minh', 'Rodrigo', 'Siu Wah', 'Tuan', 'Wei', 'Xin'],
  },
  {
    language: 'en', weight: { south: 4, east: 2, north: 3, northwest: 3 }, doubleName: 0.05,
    family: ['Abdi', 'Adeyemi', 'Amaral', 'Bianchi', 'Ćosić', 'Di Pietro', 'Dąbrowski', 'El-Masri', 'Ferreira', 'Gebremariam', 'Hryniuk', 'Jovanović', 'Korhonen', 'Łukasiewicz', 'Mancini', 'Mensah', 'Müller', 'Núñez', 'Ojukwu', 'Petrenko', 'Rautiainen', 'Szczepański', 'van der Meer', 'Yılmaz'],
    female: ['Agnieszka', 'Ayaan', 'Beatriz', 'Concetta', 'Delfina', 'Élodie', 'Ifeoma', 'Ksenija', 'Liisa', 'Małgorzata', 'Nadia', 'Oksana', 'Şebnem', 'Teresa'],
    male: ['Abdullahi', 'Carmine', 'Chidi', 'Dragan', 'Eero', 'Giovanni', 'Hassan', 'João', 'Krzysztof', 'Luís', 'Mykola', 'Sándor', 'Tomasz', 'Ömer'],
  },
];

/** Family names of people who refer, perform, read and prescribe. Their given names are initials, as on most records. */
export const PRACTITIONER_NAMES = [
  'A. Leclair', 'K. Osei', 'M. Castellano', 'R. Thivierge', 'S. Ramanathan', 'J. Whitcombe', 'L. Okafor-Smith', 'P. Desrochers', 'T. Vuong', 'B. Halvorsen',
  'C. Maracle', 'D. Steinberg', 'E. Grzybowski', 'F. Abernathy', 'G. Lamoureux', 'H. Nakamura',
] as const;
