import {
  addWorkingMinutes,
  DEFAULT_OFFICE_HOURS,
  makeCalendar,
  publishedHolidayYears,
} from '@yinqi/domain/calendar';
import { DEFAULT_STAGE_LIMITS } from '@yinqi/domain/lifecycle';

const calendar = makeCalendar(publishedHolidayYears());
const VERIFY_MINUTES =
  DEFAULT_STAGE_LIMITS.verify.amount *
  DEFAULT_OFFICE_HOURS.sessions.reduce((sum, { fromMinute, toMinute }) => sum + toMinute - fromMinute, 0);

/** The bureau's answer is due two working days after the latest submission; written down, so that lists sort by it. */
export const verificationDue = (submittedAt: Date): Date =>
  new Date(addWorkingMinutes(submittedAt.getTime(), VERIFY_MINUTES, calendar).instant);
