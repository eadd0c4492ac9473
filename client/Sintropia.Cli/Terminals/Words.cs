using System.Globalization;

namespace Sintropia.Cli.Terminals;

/// <summary>Numbers as people read them.</summary>
internal static class Words
{
    /// <summary>A count with groups of three digits.</summary>
    public static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A count and what is counted.</summary>
    public static string Count(long number, string what) => $"{Count(number)} {what}{(number == 1 ? "" : "s")}";

    /// <summary>Simulated time.</summary>
    public static string Hours(double hours) => hours.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A rate with a metric prefix: 412 M.</summary>
    public static string Rate(double perSecond)
    {
        var (value, prefix) = perSecond switch
        {
            >= 1e9 => (perSecond / 1e9, " G"),
            >= 1e6 => (perSecond / 1e6, " M"),
            >= 1e3 => (perSecond / 1e3, " k"),
            _ => (perSecond, " "),
        };
        return value.ToString(value >= 100 ? "0" : "0.0", CultureInfo.InvariantCulture) + prefix;
    }

    /// <summary>Wall time: 0:07, 12:30, 3:05:00.</summary>
    public static string Clock(double seconds)
    {
        var whole = TimeSpan.FromSeconds(Math.Ceiling(Math.Clamp(seconds, 0, 1e9)));
        return whole.TotalHours >= 1 ? $"{(long)whole.TotalHours}:{whole.Minutes:d2}:{whole.Seconds:d2}" : $"{whole.Minutes}:{whole.Seconds:d2}";
    }

    /// <summary>Wall time that has passed: 0.4 s, 12 s, 3 min 5 s.</summary>
    public static string Took(double seconds) => seconds switch
    {
        < 10 => seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        < 120 => seconds.ToString("0", CultureInfo.InvariantCulture) + " s",
        _ => Clock(seconds),
    };
}
