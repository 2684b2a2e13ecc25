import { Controller } from '@nestjs/common';
import {
  confirmMailAddress,
  countNotices,
  getNoticeSettings,
  listNotices,
  readNotices,
  saveNoticeSettings,
  setMailAddress,
} from '@yinqi/contracts/notifications';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { decodeCursor } from '../platform/http/cursor.js';
import { CurrentCaller, Input, Route } from '../platform/http/route.decorator.js';
import { MessageCentre } from './message-centre.service.js';
import { SettingsService } from './settings.service.js';

@Controller()
export class NotificationsController {
  constructor(
    private readonly database: Database,
    private readonly centre: MessageCentre,
    private readonly settings: SettingsService,
  ) {}

  @Route(listNotices)
  list(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof listNotices>,
  ): Promise<RouteResult<typeof listNotices>> {
    const after = decodeCursor(query.cursor, ['integer', 'instant', 'id']);
    const { kind: kinds, unread, limit } = query;
    return this.database.asCaller(caller, (tx) =>
      this.centre.page(tx, { kinds, unreadOnly: unread === 'true', after, limit }),
    );
  }

  @Route(countNotices)
  count(@CurrentCaller() caller: Caller): Promise<RouteResult<typeof countNotices>> {
    return this.database.asCaller(caller, (tx) => this.centre.unread(tx));
  }

  @Route(readNotices)
  read(
    @CurrentCaller() caller: Caller,
    @Input() { body }: RouteInput<typeof readNotices>,
  ): Promise<RouteResult<typeof readNotices>> {
    return this.database.asCaller(caller, (tx) => this.centre.read(tx, new Date(body.through), body.record));
  }

  @Route(getNoticeSettings)
  getSettings(@CurrentCaller() caller: Caller): Promise<RouteResult<typeof getNoticeSettings>> {
    return this.settings.get(caller);
  }

  @Route(saveNoticeSettings)
  saveSettings(
    @CurrentCaller() caller: Caller,
    @Input() { body }: RouteInput<typeof saveNoticeSettings>,
  ): Promise<RouteResult<typeof saveNoticeSettings>> {
    return this.settings.save(caller, body);
  }

  @Route(setMailAddress)
  setAddress(
    @CurrentCaller() caller: Caller,
    @Input() { body }: RouteInput<typeof setMailAddress>,
  ): Promise<RouteResult<typeof setMailAddress>> {
    return this.settings.setAddress(caller, body.address);
  }

  @Route(confirmMailAddress)
  confirmAddress(
    @CurrentCaller() caller: Caller,
    @Input() { body }: RouteInput<typeof confirmMailAddress>,
  ): Promise<RouteResult<typeof confirmMailAddress>> {
    return this.settings.confirm(caller, body.code);
  }
}
