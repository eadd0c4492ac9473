using System.Globalization;

namespace Sintropia.Training.Running;

/// <summary>A line of the curves of a training.</summary>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Step">Steps of it that were taken.</param>
/// <param name="Training">Mean loss of the steps since the line before.</param>
/// <param name="Validation">Loss on validation cells.</param>
/// <param name="Norm">Largest norm of the gradients in these steps.</param>
public sealed record CurvePoint(string Stage, int Step, double Training, double Validation, double Norm)
{
    /// <summary>The head of the table.</summary>
    public const string Head = "stage,step,training_loss,validation_loss,largest_gradient_norm";

    /// <summary>The line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Stage},{Step},{Training:R},{Validation:R},{Norm:R}");

    /// <summary>The same as curves of TensorBoard.</summary>
    internal KeyValuePair<string, float>[] Scalars() => [new($"{Stage}/training_loss", (float)Training), new($"{Stage}/validation_loss", (float)Validation), new($"{Stage}/largest_gradient_norm", (float)Norm)];

    internal static CurvePoint Parse(string line)
    {
        var fields = line.Split(',');
        return new(fields[0], int.Parse(fields[1], CultureInfo.InvariantCulture), Number(2), Number(3), Number(4));

        double Number(int place) => double.Parse(fields[place], CultureInfo.InvariantCulture);
    }
}
