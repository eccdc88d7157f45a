import ScepspecModel
import ScepspecPatterns
import Testing

@testable import ScepspecLogReading

@Suite struct TimeTests {
  private func read(_ text: String, _ pattern: String, isUTC: Bool = false) throws -> WrittenTime? {
    var text = text
    let reader = TimePattern(try Pattern(pattern), isUTC: isUTC)
    return text.withUTF8 { reader.read($0) }
  }

  @Test func `Seven digits of a second are cut to microseconds`() throws {
    let format = try CompiledFormat(Known.omadm)
    let time = TimeReader(format).read(Record(fields: ["time": "2018-02-27T05:16:08.2509999"], line: 1))
    #expect(time == WrittenTime(microseconds: 1_519_708_568_250_999, isZoned: false, precision: .complete))
  }

  @Test func `Times that are written like others come to what each would by itself`() throws {
    let format = try CompiledFormat(Known.omadm)
    let reader = TimeReader(format)
    let fractions = ["", ".5", ".25", ".2509999", ".", ".x", ".123456789"]
    var texts = ["", "7", "Time", "2018-02-27", "2018-02-27T05:16:08é"]
    for (day, fraction) in (1...31).flatMap({ day in fractions.map { (day, $0) } }) {
      texts += ["2018-02-\(day)T05:16:08\(fraction)", "2018-02-2\(day % 10)T05:1\(day % 10):60\(fraction)"]
    }
    let times = texts.map { reader.read(Record(fields: ["time": $0], line: 1)) }
    #expect(times == texts.map { TimeReader(format).read(Record(fields: ["time": $0], line: 1)) })
    #expect(times.count { $0 != nil } > 100)
  }

  @Test func `Halves of the day, names of months, zones and offsets are understood`() throws {
    let us =
      #"^(?<month>\d+)/(?<day>\d+)/(?<year>\d{4}) (?<hour>\d+):(?<minute>\d\d):(?<second>\d\d) (?<meridiem>[AP]M)$"#
    #expect(try read("2/27/2018 12:00:00 AM", us)?.microseconds == 1_519_689_600_000_000)
    #expect(try read("2/27/2018 1:00:00 PM", us)?.microseconds == 1_519_736_400_000_000)
    #expect(try read("2/30/2018 1:00:00 PM", us) == nil)
    let named = #"^(?<month>\w{3}) +(?<day>\d+) (?<year>\d{4}) (?<hour>\d\d):(?<minute>\d\d) ?(?<zone>\S+)?$"#
    #expect(try read("Feb  7 2018 00:30 +01:00", named)?.microseconds == 1_517_959_800_000_000)
    #expect(try read("Feb  7 2018 00:30", named)?.isZoned == false)
    #expect(try read("Feb  7 2018 00:30", named, isUTC: true)?.isZoned == true)
    #expect(try read("Feb  7 2018 00:30 Z", named)?.isZoned == true)
    #expect(
      try read("/Date(1519736400000)/", #"Date\((?<milliseconds>-?\d+)\)"#)?.microseconds == 1_519_736_400_000_000)
  }

  @Test func `A clock without date that passes midnight goes on to the next day`() {
    var clock = Clock()
    func at(_ hours: Double) -> Double {
      let written = WrittenTime(microseconds: Int(hours * 3_600_000_000), isZoned: true, precision: .withoutDate)
      return Double(clock.moment(written).microseconds) / 3_600_000_000
    }
    #expect([23, 23.9, 0.1, 23.95, 0.2, 20, 1].map(at) == [23, 23.9, 24.1, 23.95, 24.2, 44, 49])
  }

  @Test func `A log that goes back in time passes midnight the other way`() {
    var clock = Clock(isDescending: true)
    let hours = [1, 0, 23, 22].map { hour in
      clock.moment(WrittenTime(microseconds: hour * 3_600_000_000, isZoned: true, precision: .withoutDate)).microseconds
        / 3_600_000_000
    }
    #expect(hours == [1, 0, -1, -2])
  }

  @Test func `Days without year are counted from the first one`() throws {
    let days = [(12, 30), (12, 31), (1, 1)].compactMap { month, day in
      CivilDate(year: WrittenTime.someLeapYear, month: month, day: day)?.daysSince1970
    }
    var clock = Clock()
    let moments = days.map {
      clock.moment(WrittenTime(microseconds: $0 * WrittenTime.day + 5, isZoned: false, precision: .withoutYear))
    }
    #expect(moments.map(\.microseconds) == [5, WrittenTime.day + 5, 2 * WrittenTime.day + 5])
    #expect(moments.allSatisfy { !$0.hasDate })
  }

  @Test func `Every day of four centuries follows the one before it`() {
    var expected: Int?
    for year in 1900...2300 {
      for month in 1...12 {
        for date in (1...31).compactMap({ CivilDate(year: year, month: month, day: $0) }) {
          if let expected { #expect(date.daysSince1970 == expected) }
          #expect(CivilDate(daysSince1970: date.daysSince1970) == date)
          expected = date.daysSince1970 + 1
        }
      }
    }
    #expect(CivilDate(year: 1970, month: 1, day: 1)?.daysSince1970 == 0)
    #expect(CivilDate(year: 2023, month: 2, day: 29) == nil)
  }
}
