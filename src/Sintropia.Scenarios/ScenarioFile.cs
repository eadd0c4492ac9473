using System.Security.Cryptography;
using System.Text;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios;

/// <summary>Reads scenario files.</summary>
public static class ScenarioFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it; the defaults if null.</param>
    /// <exception cref="ScenarioException">It cannot be read or used; the exception holds everything that is wrong.</exception>
    public static Scenario Load(string path, ScenarioOptions? options = null)
    {
        var bytes = Bytes(path);
        options = (options ?? new()) with { Folder = options?.Folder ?? Path.GetDirectoryName(Path.GetFullPath(path)) };
        return new ScenarioDocument(path, options).Read(YamlTree.Decode(bytes, path), Hash(bytes));
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The scenario.</param>
    /// <param name="fileName">What to call it in messages.</param>
    /// <param name="options">How to read it; the defaults if null.</param>
    /// <exception cref="ScenarioException">It cannot be used; the exception holds everything that is wrong.</exception>
    public static Scenario Parse(string text, string fileName, ScenarioOptions? options = null)
    {
        if (text.Length > YamlTree.MostBytes) throw YamlTree.Alone(fileName, 1, 1, $"The text has {text.Length} characters; a scenario may have {YamlTree.MostBytes}");
        return new ScenarioDocument(fileName, options ?? new()).Read(text, Hash(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The bytes of a file that may be a scenario.</summary>
    /// <exception cref="ScenarioException">It cannot be read, or is too large.</exception>
    internal static byte[] Bytes(string path)
    {
        try
        {
            if (Directory.Exists(path)) throw YamlTree.Alone(path, 1, 1, "This is a folder. Name the scenario file in it");
            var length = new FileInfo(path).Length;
            if (length > YamlTree.MostBytes) throw YamlTree.Alone(path, 1, 1, $"The file has {length} bytes; a scenario may have {YamlTree.MostBytes}. Keep data such as lineages in files of their own and name them with 'from'");
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw YamlTree.Alone(path, 1, 1, $"The scenario cannot be read: {error.Message}");
        }
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
