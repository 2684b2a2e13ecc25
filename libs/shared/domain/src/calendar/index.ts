export { isPlainDate } from './plain-date.js';
export {
  HOLIDAY_FAULTS,
  holidayYearFaults,
  legalHolidays,
  publishedHolidayYears,
  type HolidayFault,
  type HolidayYear,
} from './holiday-years.js';
export {
  DAY_KINDS,
  dayInfo,
  isWorkingDay,
  makeCalendar,
  type CalendarDay,
  type DayKind,
  type WorkingCalendar,
} from './working-calendar.js';
export {
  addWorkingDays,
  workingDaysBetween,
  type WorkingDate,
  type WorkingDayCount,
} from './working-days.js';
export {
  DEFAULT_OFFICE_HOURS,
  addWorkingMinutes,
  makeOfficeHours,
  workingMinutesBetween,
  type OfficeHours,
  type OfficeSession,
  type WorkingInstant,
  type WorkingMinuteCount,
} from './working-time.js';
