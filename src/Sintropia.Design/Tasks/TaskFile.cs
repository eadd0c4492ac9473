using System.Globalization;
using Sintropia.Training.Configuration;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Sintropia.Design.Tasks;

/// <summary>A task as a user writes it: YAML, read like configurations of trainings, with every problem told by file, line and value.</summary>
internal static class TaskFile
{
    private const int MostBytes = 1 << 20;

    /// <summary>Reads a file. Names of files in it are relative to its folder, which the reader is given.</summary>
    /// <exception cref="DesignException">It cannot be read or used; the message holds everything that is wrong, by line.</exception>
    public static T Load<T>(string path, Func<ConfigurationNode, string, T> read)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes }) throw new DesignException($"{path}: a task has at most {MostBytes} bytes, and this file has more. Name the YAML file, not the data.");
            return Parse(File.ReadAllText(path), path, Path.GetDirectoryName(Path.GetFullPath(path))!, read);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            throw new DesignException($"{path}: {unread.Message} Name a task, a YAML file.", unread);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="file">What to call it in messages.</param>
    /// <param name="folder">What names of files are relative to.</param>
    /// <param name="read">Makes the task of its keys; what it makes of a file with problems is not used.</param>
    /// <exception cref="DesignException">It cannot be used; the message holds everything that is wrong, by line.</exception>
    public static T Parse<T>(string text, string file, string folder, Func<ConfigurationNode, string, T> read)
    {
        List<string> problems = [];
        YamlMappingNode? root;
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            root = stream.Documents.FirstOrDefault()?.RootNode as YamlMappingNode;
        }
        catch (YamlException broken)
        {
            throw new DesignException($"{file}:{broken.Start.Line.ToString(CultureInfo.InvariantCulture)}: this is no YAML: {broken.Message} Check indentation and colons there.", broken);
        }

        catch (Exception open) when (open is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet's scanner runs out of its buffer on some open brackets instead of saying that one is open.
            throw new DesignException($"{file}: this is no YAML: a bracket or a quote is open. Check that each that opens is closed.", open);
        }

        if (root is null) throw new DesignException($"{file}:1: a task holds keys, as 'name: knock-down of a screen' and 'data:'. Write them.");
        var node = new ConfigurationNode(file, "", root, problems);
        var task = read(node, folder);
        node.Finish();
        return problems.Count == 0 ? task : throw new DesignException(string.Join(Environment.NewLine, problems));
    }

    /// <summary>A name of a file in a task, from the task's folder; null where none stands.</summary>
    public static string? At(string folder, string? name) => name is null ? null : Path.GetFullPath(Path.Combine(folder, name));
}
