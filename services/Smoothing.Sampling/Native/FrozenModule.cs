using System.Reflection;
using System.Runtime.InteropServices;
using Smoothing.Sampling.Checks;
using TorchSharp;

namespace Smoothing.Sampling.Native;

/// <summary><c>torch::jit::freeze</c> of libtorch, which the wrapper does not have.</summary>
/// <remarks>
/// <para>
/// It is called by the name that C++ compilers give it, with the calling convention of x64 Linux: a module is passed by
/// its address, and returned through the address of memory for one, which comes first. A missing option is zero bytes.
/// </para>
/// <para>
/// A C++ exception would end the process, as some files do on loading: so probe a file in another process first.
/// </para>
/// </remarks>
internal static unsafe partial class FrozenModule
{
    private const string Library = "libtorch_cpu", Wrapper = "LibTorchSharp";

    // Module freeze(const Module&, const std::optional<std::vector<std::string>>& preserved, bool optimize_numerics)
    private const string Freeze = "_ZN5torch3jit6freezeERKNS0_6ModuleERKSt8optionalISt6vectorINSt7__cxx1112basic_"
        + "stringIcSt11char_traitsIcESaIcEEESaISB_EEEb";

    // A module is one pointer, the option at most four; the rest is to spare.
    private const int ModuleBytes = 64, OptionBytes = 64;

    private static readonly FieldInfo? Handle =
        typeof(torch.nn.Module).GetField("handle", BindingFlags.Instance | BindingFlags.NonPublic);

    /// <summary>Freezes a module in the place of what was loaded.</summary>
    /// <param name="module">A module in evaluation mode.</param>
    /// <param name="device">Where it lies: in the memory of the processor.</param>
    /// <remarks>The frozen module lives as long as the process; what was loaded is released.</remarks>
    /// <exception cref="ModelException">Check "engine": this libtorch or this machine cannot do it.</exception>
    public static void Replace(torch.nn.Module module, torch.Device device)
    {
        // A GPU may lack memory, which would end the process here; and it did not run faster (results/gpu.md).
        if (device.type != DeviceType.CPU)
            throw Refusal("only models on a processor can be");
        var freeze = (delegate* unmanaged<nint*, nint, void*, byte, nint*>)Function();
        if (Handle?.GetValue(module) is not SafeHandle handle)
            throw Refusal("this version of the wrapper keeps modules in another way");
        var none = NativeMemory.AllocZeroed(OptionBytes);
        var frozen = (nint*)NativeMemory.AllocZeroed(ModuleBytes);
        try
        {
            // The wrapper's handle is the address of a shared pointer: of the module, and of the count of its users.
            var shared = (nint*)handle.DangerousGetHandle();
            freeze(frozen, shared[0], none, 1);
            Exchange(shared, frozen);
            // The wrapper holds on to all that it found when it loaded the file.
            foreach (var weight in module.parameters().Concat(module.buffers()))
                weight.Dispose();
        }
        finally
        {
            NativeMemory.Free(none);
            GC.KeepAlive(module);
        }
    }

    /// <summary>Lets a handle point to another module, and releases the one that it pointed to.</summary>
    private static void Exchange(nint* shared, nint* module)
    {
        // The wrapper releases what a handle points to together with the memory of the handle, which is the heap's.
        var old = (nint*)NativeMemory.Alloc((nuint)(2 * sizeof(nint)));
        (old[0], old[1]) = (shared[0], shared[1]);
        (shared[0], shared[1]) = ((nint)module, 0);
        Dispose((nint)old);
    }

    private static nint Function()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            throw Refusal("it needs Linux on x64");
        return NativeLibrary.TryLoad(Library, typeof(torch).Assembly, null, out var library)
            && NativeLibrary.TryGetExport(library, Freeze, out var function)
                ? function
                : throw Refusal("this version of libtorch has another function for it");
    }

    private static ModelException Refusal(string reason) =>
        new(CheckNames.Engine, $"models cannot be frozen here: {reason}; use the engine libtorch");

    [LibraryImport(Wrapper, EntryPoint = "THSJIT_Module_dispose")]
    private static partial void Dispose(nint handle);
}
