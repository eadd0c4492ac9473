using System.Reflection;
using System.Runtime.InteropServices;
using static Sintropia.Data.Hdf5.HdfCalls;

namespace Sintropia.Data.Hdf5;

/// <summary>The HDF Group's libhdf5 on this machine: found by name, opened at first use, and entered by one thread at a time, since it is not re-entrant.</summary>
public static class HdfLibrary
{
    /// <summary>The environment variable that names the library's file where it lies elsewhere.</summary>
    public const string Variable = "SINTROPIA_HDF5";

    /// <summary>How to install the library.</summary>
    public const string HowToGetIt =
        "Install the HDF Group's library (Debian and Ubuntu: apt-get install libhdf5-103-1, or libhdf5-310; macOS: brew install hdf5; conda: conda install hdf5; Windows: the installer of hdfgroup.org), or set " + Variable + " to the path of its file.";

    private const int LastKind = 15;

    // By serial number of the interface: 103 is 1.10, 200 is 1.12, 310 is 1.14, 320 is 2.0.
    private static readonly string[] Names =
    [
        "libhdf5_serial.so.103", "libhdf5_serial.so.310", "libhdf5_serial.so.320", "libhdf5.so.320", "libhdf5.so.310", "libhdf5.so.200", "libhdf5.so.103", "libhdf5.so", "hdf5.dll", "libhdf5.dylib", "/opt/homebrew/lib/libhdf5.dylib", "hdf5",
    ];

    private static readonly Lock Door = new();
    private static readonly Lazy<Opened> Found = new(Open);

    /// <summary>Whether the library is here and can be used.</summary>
    public static bool IsPresent => Found.Value.Problem is null;

    /// <summary>Its version: 1.10.8; empty where it is not present.</summary>
    public static string Version => Found.Value.Version;

    /// <summary>Where the library is not present, what to do; else empty.</summary>
    public static string Problem => Found.Value.Problem ?? "";

    /// <summary>How many files, groups, datasets, types, spaces, attributes and lists the library holds, its own included: no more after a file was closed than before it was opened.</summary>
    public static long OpenObjects
    {
        get
        {
            using var entered = Enter();
            var all = 0L;
            for (var kind = 1; kind <= LastKind; kind++)
                if (H5Inmembers(kind, out var count) >= 0)
                    all += (long)count;
            _ = H5Eclear2(0);
            return all;
        }
    }

    /// <summary>Lets this thread use the library until the result is disposed.</summary>
    /// <exception cref="DataFileException">It is not here.</exception>
    internal static Lock.Scope Enter(string file = "HDF5")
    {
        if (Found.Value.Problem is { } problem) throw new DataFileException(file, null, problem, "");
        var entered = Door.EnterScope();
        unsafe
        {
            H5Eset_auto2(0, null, null); // each thread has a stack of its own in some builds; none may print
        }

        return entered;
    }

    /// <summary>The value of an identifier that the library exports as a variable: H5T_NATIVE_FLOAT_g.</summary>
    internal static unsafe long Exported(string variable) => *(long*)NativeLibrary.GetExport(Found.Value.Handle, variable);

    /// <summary>The first of several functions that this version of the library has.</summary>
    internal static nint Function(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (NativeLibrary.TryGetExport(Found.Value.Handle, name, out var address))
                return address;
        throw new EntryPointNotFoundException($"libhdf5 {Version} has none of {string.Join(", ", names!)}.");
    }

    /// <summary>A function that only newer versions of the library have; 0 where it is missing.</summary>
    internal static nint FunctionOrNone(string name) => NativeLibrary.TryGetExport(Found.Value.Handle, name, out var address) ? address : 0;

    private static Opened Open()
    {
        var own = typeof(HdfLibrary).Assembly;
        var named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named) && !NativeLibrary.TryLoad(named, out _)) return new(0, "", $"{Variable} names '{named}', which cannot be opened as a library. {HowToGetIt}");
        var handle = (string.IsNullOrEmpty(named) ? Names : [named]).Select(name => NativeLibrary.TryLoad(name, own, null, out var found) ? found : 0).FirstOrDefault(found => found != 0);
        if (handle == 0) return new(0, "", $"libhdf5 is not on this machine. {HowToGetIt}");
        NativeLibrary.SetDllImportResolver(own, (name, _, _) => name == Library ? handle : 0);
        H5get_libversion(out var major, out var minor, out var release);
        var version = $"{major}.{minor}.{release}";
        if (major < 1 || (major == 1 && minor < 10)) return new(0, version, $"libhdf5 {version} is too old: 1.10 or later is needed. {HowToGetIt}");
        if (H5open() < 0) return new(0, version, $"libhdf5 {version} does not start. {HowToGetIt}");
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => Forget();
        return new(handle, version, null);
    }

    // Errors that are still told when the library closes itself keep it from doing so, of which it complains.
    private static void Forget()
    {
        if (!Door.TryEnter()) return;
        _ = H5Eclear2(0);
        Door.Exit();
    }

    private sealed record Opened(nint Handle, string Version, string? Problem);
}
