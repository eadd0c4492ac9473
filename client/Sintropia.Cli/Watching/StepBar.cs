using System.Globalization;
using Sintropia.Cli.Terminals;

namespace Sintropia.Cli.Watching;

/// <summary>A line for long work that is counted in steps: a bar, the rate and the time left for somebody who watches, and now and then a line for a file.</summary>
/// <param name="terminal">Where.</param>
internal sealed class StepBar(Terminal terminal)
{
    private const int Bar = 24;
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(200);

    private string _stage = "";
    private long _begun, _shown;
    private int _first, _told;

    /// <summary>Shows a step.</summary>
    /// <param name="stage">What the steps are of.</param>
    /// <param name="step">How many were taken.</param>
    /// <param name="steps">Most that there are.</param>
    /// <param name="what">How it goes.</param>
    /// <param name="isMark">Whether a line in a file is due.</param>
    public void Show(string stage, int step, int steps, string what, bool isMark)
    {
        var time = terminal.Time;
        if (stage != _stage) (_stage, _begun, _first, _shown, _told) = (stage, time.GetTimestamp(), step, 0, 0);
        var seconds = time.GetElapsedTime(_begun).TotalSeconds;
        var rate = seconds > 0 ? (step - _first) / seconds : 0;
        var left = rate > 0 ? RunInWords.Left((steps - step) / rate, "") : "";
        if (terminal.Interactive)
        {
            if (step < steps && _shown != 0 && time.GetElapsedTime(_shown) < s_between) return;
            _shown = time.GetTimestamp();
            var full = steps == 0 ? Bar : (int)((long)Bar * step / steps);
            var line = string.Create(CultureInfo.InvariantCulture, $"{stage}  {new string('█', full)}{new string('░', Bar - full)}  {step}/{steps}  {rate:0.0} steps/s  {left}  {what}");
            terminal.Output.Write($"\r\e[K{(line.Length < terminal.Width ? line : line[..Math.Max(0, terminal.Width - 1)])}");
        }
        else if (isMark && step != _told)
        {
            _told = step;
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage}  {step}/{steps}  {rate:0.0} steps/s  {what}"));
        }
    }

    /// <summary>Ends the line.</summary>
    public void End()
    {
        if (terminal.Interactive && _stage.Length > 0) terminal.Output.WriteLine();
    }
}
