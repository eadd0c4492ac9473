using Spectre.Console;
using Spectre.Console.Rendering;

namespace Sintropia.Cli.Watching;

/// <summary>Text beside the bar.</summary>
internal sealed class TextColumn : ProgressColumn
{
    public string Text { get; set; } = "";

    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(Text).Overflow(Overflow.Ellipsis);

    public override int? GetColumnWidth(RenderOptions options) => Text.Length;
}
