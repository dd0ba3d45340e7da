// Names as they are met in Ontario; every person put together from them is fictitious.

export const GIVEN_NAMES = [
  'Amelia', 'Olivia', 'Emma', 'Charlotte', 'Sophie', 'Hannah', 'Grace', 'Claire', 'Margaret', 'Elizabeth', 'Heather', 'Jennifer', 'Susan', 'Linda', 'Karen', 'Megan', 'Lauren', 'Rachel', 'Fiona', 'Bridget',
  'James', 'Robert', 'Michael', 'David', 'Andrew', 'Thomas', 'William', 'Daniel', 'Matthew', 'Stephen', 'Peter', 'Graham', 'Ian', 'Kevin', 'Brian', 'Colin', 'Neil', 'Patrick', 'Scott', 'Gordon',
  'Amélie', 'Chloé', 'Élodie', 'Geneviève', 'Josée', 'Mélanie', 'Sylvie', 'Véronique', 'Noémie', 'Hélène', 'François', 'Étienne', 'Benoît', 'Stéphane', 'Frédéric', 'Luc', 'Rémi', 'Gaëtan', 'Jean-Guy', 'Normand',
  'Waseya', 'Nodin', 'Migizi', 'Anang', 'Winona', 'Keezhik', 'Wabanang', 'Mishael', 'Oshki', 'Niigaan', 'Kateri', 'Tehya', 'Sakoieta', 'Kahente', 'Aiyana',
  'Wei', 'Ming', 'Xiu', 'Jun', 'Priya', 'Anjali', 'Arjun', 'Harpreet', 'Gurpreet', 'Manpreet', 'Fatima', 'Aisha', 'Omar', 'Yusuf', 'Leila', 'Reza', 'Thi', 'Minh', 'Ngozi', 'Chidi', 'Kwame', 'Ama', 'Maria', 'Sofia', 'Carlos', 'Diego', 'Olena', 'Iryna', 'Piotr', 'Ewa', 'Marco', 'Giulia', 'João', 'Inês', 'Dimitri', 'Eleni',
] as const;

export const FAMILY_NAMES = [
  'Smith', 'Brown', 'Wilson', 'Campbell', 'MacDonald', 'Stewart', 'Thompson', 'Anderson', 'Taylor', 'Johnson', 'Martin', 'Robinson', 'Clark', 'Wright', 'Walker', 'Mitchell', 'Fraser', 'Reid', 'Murray', 'Henderson',
  'Hughes', 'Kelly', 'O’Brien', 'Sullivan', 'Doyle', 'Bennett', 'Foster', 'Gibson', 'Harrison', 'Marshall', 'Palmer', 'Shaw', 'Watson', 'Webb', 'Whitfield', 'Ashdown', 'Baxter', 'Carmichael', 'Dunsmore', 'Ellsworth',
  'Tremblay', 'Gagnon', 'Roy', 'Côté', 'Bouchard', 'Gauthier', 'Morin', 'Lavoie', 'Fortin', 'Gagné', 'Ouellette', 'Pelletier', 'Bélanger', 'Lévesque', 'Bergeron', 'Leblanc', 'Paquette', 'Desjardins', 'Lachance', 'Saint-Denis', 'Beauchêne', 'Charbonneau',
  'Wabano', 'Shawanda', 'Kakegamic', 'Beardy', 'Nahwegahbow', 'Moonias', 'Sutherland', 'Keeshig', 'Pitawanakwat', 'Trudeau-Assiniwe', 'Debassige', 'Metatawabin', 'Hookimaw', 'Skye', 'General', 'Longboat', 'Maracle', 'Benedict',
  'Singh', 'Kaur', 'Patel', 'Sharma', 'Khan', 'Ahmed', 'Hussain', 'Ali', 'Chen', 'Wang', 'Li', 'Zhang', 'Wong', 'Lam', 'Nguyen', 'Tran', 'Pham', 'Kim', 'Park', 'Tanaka', 'Okafor', 'Adeyemi', 'Mensah', 'Boateng', 'Haile', 'Mohamed', 'Santos', 'Silva', 'Ferreira', 'Garcia', 'Rodriguez', 'Rossi', 'Bianchi', 'Kowalski', 'Nowak', 'Shevchenko', 'Petrov', 'Papadopoulos', 'Haddad', 'Farahani',
] as const;

/** Invented places: no street, town or institution of this name is meant. */
export const PLACES = [
  'Ashgrove', 'Birch Narrows', 'Cedar Landing', 'Clearwater Bend', 'Copper Ridge', 'Cranberry Flats', 'Deer Hollow', 'Eagle Lookout', 'Elm Crossing', 'Fairwind', 'Foxglove', 'Granite Point', 'Grand Pré-du-Lac', 'Harrow Mills', 'Heron Bay West',
  'Iron Kettle', 'Juniper Falls', 'Kettle Harbour', 'Lac-aux-Érables', 'Lakemoor', 'Larch Hill', 'Limestone Quay', 'Loon Rapids', 'Maple Forks', 'Meadowvale Heights', 'Mill Pond', 'Moose Portage', 'North Shield', 'Northgate', 'Oak Shore', 'Old Lock',
  'Otter Creek', 'Pembina Heights', 'Pine Ferry', 'Pointe-au-Héron', 'Quarry Lake', 'Red Sumac', 'Ridgeline', 'Rivière-Blanche', 'Rocky Shoal', 'Saint-Aubin', 'Sand Bay', 'Silver Spruce', 'Snowberry', 'South Locks', 'Spruce Haven', 'Stonebridge',
  'Sturgeon Reach', 'Sugarbush', 'Sunfish Lake', 'Tamarack', 'Thornhurst', 'Three Islands', 'Trillium Vale', 'Twin Elms', 'Val-des-Pins', 'Wapiti Lake', 'Waterdown East', 'White Birch', 'Wild Rice Lake', 'Willow Bend', 'Windermere Flats', 'Woodfern', 'Yarrow',
] as const;

interface SectorName {
  readonly en: (place: string) => string;
  readonly fr: (place: string) => string;
}

const ofPlace = (place: string): string => (/^[AEÉIO]/.test(place) ? `d’${place}` : `de ${place}`);

/** What an organization of each sector is called, by place. */
export const ORGANIZATION_NAMES: Readonly<Record<string, readonly SectorName[]>> = {
  hospital: [
    { en: (place) => `${place} General Hospital`, fr: (place) => `Hôpital général ${ofPlace(place)}` },
    { en: (place) => `${place} Regional Health Centre`, fr: (place) => `Centre régional de santé ${ofPlace(place)}` },
    { en: (place) => `${place} and District Hospital Network`, fr: (place) => `Réseau hospitalier ${ofPlace(place)} et environs` },
  ],
  'primary-care': [
    { en: (place) => `${place} Family Health Team`, fr: (place) => `Équipe de santé familiale ${ofPlace(place)}` },
    { en: (place) => `${place} Medical Clinic`, fr: (place) => `Clinique médicale ${ofPlace(place)}` },
    { en: (place) => `${place} Nurse Practitioner-Led Clinic`, fr: (place) => `Clinique dirigée par du personnel infirmier praticien ${ofPlace(place)}` },
  ],
  'specialist-clinic': [
    { en: (place) => `${place} Cardiology Associates`, fr: (place) => `Cardiologues associés ${ofPlace(place)}` },
    { en: (place) => `${place} Orthopaedic Clinic`, fr: (place) => `Clinique d’orthopédie ${ofPlace(place)}` },
  ],
  'sole-practitioner': [{ en: (place) => `Practice at ${place}`, fr: (place) => `Cabinet ${ofPlace(place)}` }],
  'community-health-centre': [
    { en: (place) => `${place} Community Health Centre`, fr: (place) => `Centre de santé communautaire ${ofPlace(place)}` },
    { en: (place) => `${place} Indigenous Health Access Centre`, fr: (place) => `Centre autochtone d’accès aux soins de santé ${ofPlace(place)}` },
  ],
  'home-and-community-care': [{ en: (place) => `${place} Home and Community Care`, fr: (place) => `Services de soins à domicile et en milieu communautaire ${ofPlace(place)}` }],
  'long-term-care': [{ en: (place) => `${place} Lodge`, fr: (place) => `Foyer de soins ${ofPlace(place)}` }],
  'mental-health': [{ en: (place) => `${place} Mental Health and Addictions`, fr: (place) => `Santé mentale et dépendances ${ofPlace(place)}` }],
  'public-health': [{ en: (place) => `${place} District Health Unit`, fr: (place) => `Circonscription sanitaire ${ofPlace(place)}` }],
  'independent-health-facility': [{ en: (place) => `${place} Diagnostic Imaging`, fr: (place) => `Imagerie diagnostique ${ofPlace(place)}` }],
  other: [{ en: (place) => `${place} Correctional Health Services`, fr: (place) => `Services de santé correctionnels ${ofPlace(place)}` }],
};
