using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Sintropia.Deployment.Tests.Options;
using Sintropia.Silo.Options;

namespace Sintropia.Deployment.Tests.Images;

/// <summary>An image of the silo is built in stages, from pinned images, holds no secret, and runs as the user and at the ports that the manifests have.</summary>
internal static partial class DockerfileRule
{
    /// <summary>The user of Microsoft's images that may do nothing; the pods' security contexts name it too.</summary>
    public const string User = "1654";

    /// <summary>One sentence for each thing wrong.</summary>
    public static IEnumerable<string> Violations(string text)
    {
        var lines = Instructions(text);
        var arguments = lines.Where(l => l.Word == "ARG" && l.Text.Contains('=', StringComparison.Ordinal)).ToDictionary(l => l.Text.Split('=')[0], l => l.Text.Split('=')[1]);
        return [.. Stages(lines, arguments), .. Last(lines), .. Secrets(lines), .. Variables(lines)];
    }

    private static IEnumerable<string> Stages(List<(string Word, string Text)> lines, Dictionary<string, string> arguments)
    {
        var names = new HashSet<string>();
        foreach (var (word, rest) in lines)
        {
            if (word == "ADD") yield return $"ADD {rest}: COPY what is here, and fetch nothing.";
            if (word == "COPY" && From().Match(rest) is { Success: true } from && !names.Contains(from.Groups[1].Value)) yield return $"COPY {rest}: there is no stage {from.Groups[1].Value} above.";
            if (word != "FROM") continue;

            var image = arguments.Aggregate(rest.Split(' ')[0], (at, argument) => at.Replace($"${{{argument.Key}}}", argument.Value, StringComparison.Ordinal));
            if (!Pinned().IsMatch(image)) yield return $"FROM {image} is not pinned to a version of three numbers: another day would build another image.";
            if (rest.Split(' ') is [_, "AS", var name]) names.Add(name);
        }

        if (lines.Count(l => l.Word == "FROM") < 2) yield return "There is one stage, so that the compiler comes along.";
    }

    private static IEnumerable<string> Last(List<(string Word, string Text)> lines)
    {
        var last = lines[(lines.FindLastIndex(l => l.Word == "FROM") + 1)..];
        var user = last.LastOrDefault(l => l.Word == "USER").Text;
        if (user != User) yield return $"USER is {user ?? "not set"}; write {User}, a number, by which Kubernetes knows that it is not root.";

        var defaults = new SiloOptions();
        var exposed = last.Where(l => l.Word == "EXPOSE").SelectMany(l => l.Text.Split(' ')).Order().ToList();
        var listens = new[] { defaults.SiloPort, defaults.HealthPort, defaults.ApiPort }.Select(p => $"{p}").Order().ToList();
        if (!exposed.SequenceEqual(listens)) yield return $"EXPOSE says {string.Join(' ', exposed)}, and a silo listens at {string.Join(' ', listens)}.";

        if (!last.Any(l => l.Word == "ENTRYPOINT" && l.Text.EndsWith("dotnet\", \"Sintropia.Silo.dll\"]", StringComparison.Ordinal)))
            yield return "ENTRYPOINT does not start Sintropia.Silo.dll directly; by way of a shell it would not hear that it is to stop.";
    }

    private static IEnumerable<string> Secrets(List<(string Word, string Text)> lines) =>
        from line in lines
        where line.Word is "ARG" or "ENV" && Secret().IsMatch(line.Text)
        select $"{line.Word} {line.Text.Split('=')[0]} would keep a secret in the image. Give it at run time.";

    private static IEnumerable<string> Variables(List<(string Word, string Text)> lines)
    {
        var set = lines.Where(l => l.Word == "ENV").SelectMany(l => l.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(v => v.Split('=', 2))
            .Where(v => v[0].Contains("__", StringComparison.Ordinal)).ToDictionary(v => v[0], v => v[1]);
        string? refused = null;
        try
        {
            Bound.From(set);
        }
        catch (OptionsValidationException wrong)
        {
            refused = wrong.Message;
        }

        if (refused is not null) yield return $"ENV: {refused}";
    }

    private static List<(string Word, string Text)> Instructions(string text) =>
    [
        .. text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && !l.StartsWith('#'))
            .Select(l => l.Split(' ', 2)).Select(l => (l[0], l.ElementAtOrDefault(1) ?? "")),
    ];

    [GeneratedRegex(@"--from=(\S+)")]
    private static partial Regex From();

    [GeneratedRegex(@":\d+\.\d+\.\d+(-[a-z0-9.-]+)?$")]
    private static partial Regex Pinned();

    [GeneratedRegex("(PASSWORD|SECRET|TOKEN|APIKEY|CONNECTIONSTRING)[A-Z_]*=", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
