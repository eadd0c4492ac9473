namespace Sintropia.Scenarios.Reading;

/// <summary>Finds the files that a scenario names, inside its folder and nowhere else.</summary>
internal static class SafePath
{
    /// <summary>The full path of a file, or what is wrong with it.</summary>
    /// <param name="folder">The folder that names are relative to.</param>
    /// <param name="name">As the scenario names it.</param>
    /// <param name="allowOutside">Whether the file may lie outside the folder.</param>
    /// <param name="path">Where it lies.</param>
    /// <param name="problem">Why it cannot be used.</param>
    public static bool TryFind(string folder, string name, bool allowOutside, out string path, out string problem)
    {
        (path, problem) = ("", "");
        if (name.Length is 0 or > 1000 || name.Any(char.IsControl))
        {
            problem = "this is no file name";
            return false;
        }

        try
        {
            path = Path.GetFullPath(Path.Combine(folder, name));
            if (!allowOutside && !Inside(Real(Path.GetFullPath(folder)), Real(path)))
                problem = $"'{name}' lies outside the folder of the scenario, and a scenario may only read files beside or below it. Copy the file there, or pass --allow-outside if you trust this scenario";
            else if (Directory.Exists(path)) problem = IsFolder(name);
            else if (!File.Exists(path)) problem = $"There is no file '{name}' in {folder}{Near(path)}";
            else if ((File.GetAttributes(path) & (FileAttributes.Device | FileAttributes.Directory)) != 0 || new FileInfo(path).Length == 0) problem = $"'{name}' is empty or no ordinary file";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = $"'{name}' cannot be read: {error.Message}";
        }

        return problem.Length == 0;
    }

    /// <summary>What is said of a name that a folder has.</summary>
    public static string IsFolder(string name) => $"'{name}' is a folder. Name a file in it";

    private static bool Inside(string folder, string path) => path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The path with every link in it followed; what does not exist stays as it is.</summary>
    private static string Real(string path)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, part);
            FileSystemInfo entry = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            real = entry.LinkTarget is null ? next : Real(entry.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
        }

        return real;
    }

    private static string Near(string path)
    {
        var folder = Path.GetDirectoryName(path);
        if (folder is null || !Directory.Exists(folder)) return "";
        var near = NearestName.To(Path.GetFileName(path), Directory.EnumerateFiles(folder).Take(10_000).Select(f => Path.GetFileName(f)));
        return near is null ? "" : $"; '{near}' lies there";
    }
}
