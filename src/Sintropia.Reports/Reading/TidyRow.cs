namespace Sintropia.Reports.Reading;

/// <summary>The columns that were asked for, of the line being read. One instance serves every line: take values, do not keep the row.</summary>
internal sealed class TidyRow(int numbers, int texts)
{
    public double[] Numbers { get; } = new double[numbers];
    public string[] Texts { get; } = new string[texts];
}
