using Sintropia.Biology.Cycle;
using Sintropia.Scenarios.Quantities;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Sections;

/// <summary>Reads durations.</summary>
internal static class LawSection
{
    /// <summary>The law under a key: a section, or a time that is the same for every cell. Null if there is none or it was reported.</summary>
    public static DurationLaw? Law(this Section section, string key, string subject)
    {
        if (section.Find(key) is not var (node, _)) return null;
        if (node is MapNode map && map["value"] is null) return Read(section.Sub(key, subject)!);
        var outer = section.Subject;
        section.Subject = subject;
        var hours = section.In(key, Units.Hour);
        section.Subject = outer;
        return hours is { } h ? new FixedDuration(h) : null;
    }

    private static DurationLaw? Read(Section law)
    {
        var kind = law.TheOne(law.Table.OneOf);
        foreach (var (key, owner) in ((string, string)[])[("delay", "exponential"), ("stages", "erlang"), ("cv", "lognormal")])
            if (kind is not null && law.Says(key) && kind != owner) law.Wrong(key, $"'{key}' belongs to '{owner}', but this duration is '{kind}'. Remove it, or write {owner}", null);
        if (kind is null || law.In(kind, Units.Hour) is not { } mean) return null;
        switch (kind)
        {
            case "fixed": return new FixedDuration(mean);
            case "erlang":
                if (!law.Has("stages")) law.Wrong("erlang", "An Erlang duration needs 'stages': 1/stages is its squared coefficient of variation. Write for example { erlang: 11 h, stages: 4 }");
                return law.Base("stages") is { } stages ? new ErlangDuration((int)stages, mean) : null;
            case "lognormal":
                if (!law.Has("cv")) law.Wrong("lognormal", "A log-normal duration needs 'cv', standard deviation over mean. Write for example { lognormal: 10 h, cv: 20 % }");
                return law.Base("cv") is { } cv ? new LogNormalDuration(mean, cv) : null;
            case "exponential" when law.In("delay", Units.Hour) is { } delay:
                if (delay < mean) return new ExponentialDuration(mean, delay);
                law.Wrong("delay", $"A delay of {law.Text("delay")} is no part of a mean of {law.Text("exponential")}: the mean includes the delay. Make it shorter than the mean");
                return null;
            default: return new ExponentialDuration(mean);
        }
    }
}
