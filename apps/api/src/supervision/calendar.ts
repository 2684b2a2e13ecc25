import { makeCalendar, publishedHolidayYears } from '@yinqi/domain/calendar';

export const CALENDAR = makeCalendar(publishedHolidayYears());
