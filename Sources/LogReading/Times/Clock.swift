import ScepspecModel

/// Follows the clock of one log, and so fills in the days that its records leave out.
struct Clock {
  /// Microseconds added to each time, by which it becomes UTC; `nil` leaves it as it is.
  var offset: Int?
  /// The log goes back in time, as exports do that show the newest record first.
  var isDescending = false
  /// The time of day seen last, and its day.
  private var last: Int?
  private var day = 0
  /// The first record's day, in logs that tell the day but not the year.
  private var firstDay: Int?

  init(offset: Int? = nil, isDescending: Bool = false) {
    self.offset = offset
    self.isDescending = isDescending
  }

  mutating func moment(_ written: WrittenTime) -> Moment {
    var moment: Moment
    switch written.precision {
    case .complete: moment = Moment(microseconds: written.microseconds, hasDate: true, isZoned: written.isZoned)
    case .withoutDate:
      moment = Moment(microseconds: onSomeDay(written.microseconds), hasDate: false, isZoned: written.isZoned)
    case .withoutYear:
      moment = Moment(microseconds: sinceFirstDay(written.microseconds), hasDate: false, isZoned: written.isZoned)
    }
    if let offset {
      moment.microseconds += offset
      moment.isZoned = true
    }
    return moment
  }

  /// A clock that goes back by more than half a day has passed midnight.
  private mutating func onSomeDay(_ time: Int) -> Int {
    defer { last = time }
    guard let last else { return time }
    let step = isDescending ? last - time : time - last
    let turn = isDescending ? -1 : 1
    if step < -Clock.half {
      day += turn
    } else if step > Clock.half, day * turn > 0, isJustPast(last), isJustBefore(time) {
      // A record of the old day that was written a little late.
      day -= turn
    }
    return time + day * WrittenTime.day
  }

  private func isJustPast(_ time: Int) -> Bool {
    let sinceMidnight = isDescending ? WrittenTime.day - time : time
    return sinceMidnight < WrittenTime.day / 24
  }

  private func isJustBefore(_ time: Int) -> Bool {
    let toMidnight = isDescending ? time : WrittenTime.day - time
    return toMidnight < WrittenTime.day / 24
  }

  /// Without a year the date tells nothing but how many days have passed.
  private mutating func sinceFirstDay(_ time: Int) -> Int {
    let written = time >= 0 ? time / WrittenTime.day : 0
    let first = firstDay ?? written
    firstDay = first
    var passed = written - first
    // From December to January the year turns.
    if passed < -Clock.halfYear { passed += 366 } else if passed > Clock.halfYear { passed -= 366 }
    return time - written * WrittenTime.day + passed * WrittenTime.day
  }

  private static let half = WrittenTime.day / 2
  private static let halfYear = 183
}
