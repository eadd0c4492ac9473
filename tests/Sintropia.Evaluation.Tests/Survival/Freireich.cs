using Sintropia.Evaluation.Survival;

namespace Sintropia.Evaluation.Tests.Survival;

/// <summary>Weeks of remission under 6-mercaptopurine and placebo: the textbook example of censored durations (Freireich et al. 1963, Blood 21:699).</summary>
internal static class Freireich
{
    public static readonly CensoredDuration[] Treated =
    [
        new(6, true), new(6, true), new(6, true), new(6, false), new(7, true), new(9, false), new(10, true), new(10, false), new(11, false), new(13, true), new(16, true),
        new(17, false), new(19, false), new(20, false), new(22, true), new(23, true), new(25, false), new(32, false), new(32, false), new(34, false), new(35, false),
    ];

    public static readonly CensoredDuration[] Placebo =
        [.. new double[] { 1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23 }.Select(w => new CensoredDuration(w, true))];
}
