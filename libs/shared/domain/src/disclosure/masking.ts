const STARS = '****';

// Fixed numbers of stars: the length of a name or number must not show through.
const maskPhone = (phone: string): string => {
  const digits = phone.replace(/\D/g, '');
  return digits.length < 7 ? STARS : `${digits.slice(0, 3)}${STARS}${digits.slice(-2)}`;
};

const firstLetter = (text: string): string => [...text.trim()][0] ?? '';

/** Shows that a contact exists without making it usable; anything but text is hidden altogether. */
export function maskContact(
  field: 'contactName' | 'contactPhone' | 'contactEmail',
  value: unknown,
): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  switch (field) {
    case 'contactName':
      return `${firstLetter(value)}**`;
    case 'contactPhone':
      return maskPhone(value);
    case 'contactEmail':
      return `${firstLetter(value)}${STARS}@${STARS}`;
  }
}
