using Sintropia.Evaluation.Assays;

namespace Sintropia.Evaluation.Kinetics;

/// <summary>A course of logarithms, without counts that have none.</summary>
/// <param name="Dose">Dose.</param>
/// <param name="Hours">Times, h, ascending.</param>
/// <param name="Logs">ln of counts.</param>
internal sealed record LogCourse(double Dose, double[] Hours, double[] Logs)
{
    public static IReadOnlyList<LogCourse> Of(IEnumerable<CountCourse> courses) => [.. courses.Select(Of).Where(c => c.Hours.Length > 1)];

    private static LogCourse Of(CountCourse course)
    {
        var kept = Enumerable.Range(0, course.Hours.Count).Where(i => course.Counts[i] > 0 && double.IsFinite(course.Hours[i])).ToArray();
        return new(course.Dose, [.. kept.Select(i => course.Hours[i])], [.. kept.Select(i => Math.Log(course.Counts[i]))]);
    }

    /// <summary>Predicted less measured logarithms from the second time on, the first being where the prediction begins; returns where the next course continues.</summary>
    public int Residuals(DoseKinetics law, Span<double> into, int at)
    {
        law.Course(Dose, Hours, Logs[0], into[at..(at + Hours.Length - 1)]);
        for (var i = 1; i < Hours.Length; i++, at++) into[at] -= Logs[i];
        return at;
    }
}
